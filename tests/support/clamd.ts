import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../packages/engine/src/upkeep/free-port.test.kit.ts";
import { listens } from "./redis.ts";

/** What every scanner takes for a virus, so that one can try it: harmless, see eicar.org. In two parts, so that this file is none. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** Whether ClamAV's daemon is here. */
export const clamdInstalled = (): boolean => spawnSync("clamd", ["--version"]).status === 0;

/** ClamAV's daemon, which knows one virus. Who starts it removes it. */
export async function startClamd() {
  const folder = await mkdtemp(join(tmpdir(), "parley-clamd-"));
  const port = await freePort();
  const signatures = join(folder, "signatures");
  await mkdir(signatures);
  await writeFile(join(signatures, "test.ndb"), `Eicar-Test:0:*:${Buffer.from(EICAR).toString("hex")}\n`);
  const config = join(folder, "clamd.conf");
  const lines = ["Foreground yes", "TCPAddr 127.0.0.1", `TCPSocket ${port}`, `DatabaseDirectory ${signatures}`];
  await writeFile(config, `${[...lines, "StreamMaxLength 30M", "OfficialDatabaseOnly no"].join("\n")}\n`);
  let daemon: ChildProcess | undefined;

  async function start(): Promise<void> {
    daemon = spawn("clamd", ["--config-file", config], { stdio: "ignore" });
    while (!(await listens(port))) {
      if (daemon.exitCode !== null) throw new Error("clamd did not start.");
    }
  }
  async function kill(): Promise<void> {
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const ended = once(daemon, "exit");
    daemon.kill("SIGKILL");
    await ended;
  }
  await start();
  return {
    address: `clamd://127.0.0.1:${port}`,
    start,
    kill,
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
