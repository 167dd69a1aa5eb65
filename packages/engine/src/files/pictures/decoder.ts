import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { FromPictures, ToPictures } from "./messages.ts";

/**
 * Milliseconds after which a process is given up that neither answers nor uses its processor time up, a disk that hangs say; and that it waits
 * for the next picture.
 */
const [LONGEST, IDLE] = [300_000, 30_000];

/** The process ended before it answered. */
export class Died extends Error {
  /** Whether it broke as it looked at the picture; else somebody ended it, or it never came so far. */
  readonly broke: boolean;

  constructor(broke: boolean) {
    super("the process that reads pictures ended");
    this.broke = broke;
  }
}

export function startChild(): ChildProcess {
  const source = import.meta.url.endsWith(".ts");
  const file = fileURLToPath(new URL(source ? "./child.ts" : "./child.js", import.meta.url));
  const execArgv = source ? ["--conditions=@parley/source", "--import", import.meta.resolve("tsx")] : [];
  return fork(file, [], { execArgv, stdio: ["ignore", "ignore", "ignore", "ipc"] });
}

/** Reads pictures in a process of its own, one at a time; it is there while there are any, and half a minute longer. */
export function createDecoder(start: () => ChildProcess = startChild) {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function running(): ChildProcess {
    clearTimeout(idle);
    // What befalls it when nobody listens any more must not end the engine.
    if (!child?.connected) child = start().on("error", () => {});
    return child;
  }

  function end(): void {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = undefined;
  }

  function answer(asked: ToPictures): Promise<FromPictures> {
    const asking = running();
    return new Promise((resolve, reject) => {
      let begun = false;
      const late = setTimeout(failed, LONGEST);
      function told(message: FromPictures): void {
        if (message.is === "begun") return void (begun = true);
        settle();
        // It still works at what is not wanted any more.
        if (message.is === "tooLong") end();
        resolve(message);
      }
      function exited(code: number | null, signal: NodeJS.Signals | null): void {
        settle();
        // No decoder ends its process so: the system does where memory is short, or an operator.
        reject(new Died(begun && code !== 0 && signal !== "SIGKILL"));
      }
      function failed(): void {
        settle();
        end();
        reject(new Died(false));
      }
      function settle(): void {
        clearTimeout(late);
        clearTimeout(idle);
        asking.removeListener("message", told).removeListener("exit", exited).removeListener("error", failed);
        idle = setTimeout(end, IDLE).unref();
      }
      asking.on("message", told).once("exit", exited).once("error", failed);
      asking.send(asked, (error) => error && failed());
    });
  }

  return {
    /** Rejects with `Died`, which says nothing of the picture unless it `broke`. */
    ask(asked: ToPictures): Promise<FromPictures> {
      const turn = last.then(() => answer(asked));
      last = turn.catch(() => {});
      return turn;
    },
    end,
  };
}
