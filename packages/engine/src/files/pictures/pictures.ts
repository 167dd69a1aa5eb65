import { type ChildProcess, fork } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { Refused } from "../problems.ts";
import type { FromPictures, Remade, ToPictures } from "./messages.ts";

/** Milliseconds that a picture may take, and that the process waits for the next one. */
const LONGEST = 60_000;
const IDLE = 30_000;

/**
 * Makes pictures anew, one at a time, in a process of its own: what is left is what is seen, the right way up, and nothing of where and with
 * what it was taken.
 */
export function createPictures() {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let line: Promise<unknown> = Promise.resolve();

  function running(): ChildProcess {
    clearTimeout(idle);
    if (child?.connected) return child;
    const source = import.meta.url.endsWith(".ts");
    const file = fileURLToPath(new URL(source ? "./child.ts" : "./child.js", import.meta.url));
    const execArgv = source ? ["--conditions=@parley/source", "--import", import.meta.resolve("tsx")] : [];
    child = fork(file, [], { execArgv, stdio: ["ignore", "ignore", "ignore", "ipc"] });
    return child;
  }

  function end(): void {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = undefined;
  }

  function ask(asked: ToPictures): Promise<FromPictures> {
    const asking = running();
    return new Promise((resolve) => {
      const broken = () => settle({ is: "refused", problem: "broken" });
      const late = setTimeout(() => (end(), settle({ is: "refused", problem: "pixels" })), LONGEST);
      function settle(answer: FromPictures): void {
        clearTimeout(late);
        asking.removeListener("message", settle).removeListener("exit", broken).removeListener("error", broken);
        resolve(answer);
      }
      asking.once("message", settle).once("exit", broken).once("error", broken);
      asking.send(asked, (error) => error && broken());
    });
  }

  /** `use` is handed what was made, which is gone afterwards; or nothing, where there is nothing here that reads pictures. */
  async function remake<T>(content: Readable, type: string, use: (made: Remade | undefined) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "parley-picture-"));
    try {
      const path = join(folder, "given");
      await pipeline(content, createWriteStream(path, { mode: 0o600 }));
      const answer = await ask({ path, folder, type });
      if (answer.is === "refused") throw new Refused(answer.problem);
      return await use(answer.is === "made" ? answer : undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
      idle = setTimeout(end, IDLE).unref();
    }
  }

  return {
    /** Rejects with `Refused` for what is no picture of that type, or too large. */
    remake<T>(content: () => Readable, type: string, use: (made: Remade | undefined) => Promise<T>): Promise<T> {
      const turn = line.then(() => remake(content(), type, use));
      line = turn.catch(() => {});
      return turn;
    },
    stop: end,
  };
}
export type Pictures = ReturnType<typeof createPictures>;
