import { constants, copyFile, link, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ChatError } from "@parley/protocol";

interface Holder {
  host: string;
  pid: number;
  /** Tells a process from an earlier one with the same number, where the system knows. */
  started: string;
}

const HEARTBEAT = 2000;
const LONGEST_TURN = 10_000;
const here = hostname();
const heldHere = new Set<string>();

/**
 * Takes the folder for this process; the lock of a process that is gone, however it ended, is taken over. Resolves to what
 * gives it back. Rejects with `unavailable` if a running process has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "parley.lock");
  const mine = JSON.stringify({ host: here, pid: process.pid, started: startOf(process.pid) } satisfies Holder);
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, mine);
  try {
    while (!(await created(draft, path))) {
      const holder = await readFile(path, "utf8").catch(() => "");
      if (await isRunning(path, holder)) throw refusal(folder, path, holder);
      await removeStale(path, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  heldHere.add(path);
  // A holder in another container cannot be looked up by its number; there the file's changing time is the sign of life.
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), HEARTBEAT);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    heldHere.delete(path);
    if ((await readFile(path, "utf8").catch(() => "")) === mine) await rm(path, { force: true });
  };
}

// A hard link appears complete and only if the name is free.
async function created(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    if (!isCode(error, "EPERM") && !isCode(error, "ENOTSUP")) throw error;
  }
  // Some file systems have no hard links.
  return copyFile(draft, path, constants.COPYFILE_EXCL).then(
    () => true,
    () => false,
  );
}

async function isRunning(path: string, holder: string): Promise<boolean> {
  const { host, pid, started } = parse(holder);
  if (pid === 0) return false;
  if (host !== here) {
    const before = await changedAt(path);
    await wait(2.5 * HEARTBEAT);
    return (await changedAt(path)) !== before;
  }
  if (pid === process.pid && started === startOf(pid)) return started !== "" || heldHere.has(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, "EPERM");
  }
  return started === startOf(pid);
}

async function changedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

// Several may find the same stale lock. One at a time removes it, and only what was judged: never the lock of a faster one.
async function removeStale(path: string, judged: string): Promise<void> {
  const turn = `${path}.turn`;
  try {
    await mkdir(turn);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    const since = await changedAt(turn);
    if (since !== undefined && Date.now() - since > LONGEST_TURN) await rm(turn, { recursive: true, force: true });
    return wait(20);
  }
  try {
    if ((await readFile(path, "utf8").catch(() => "")) === judged) await rm(path, { force: true });
  } finally {
    await rm(turn, { recursive: true, force: true });
  }
}

function parse(holder: string): Holder {
  try {
    return JSON.parse(holder) as Holder;
  } catch {
    // Written to the end before it appears, so this is of no process of ours.
    return { host: here, pid: 0, started: "" };
  }
}

function startOf(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold spaces; the start is field 22 (proc_pid_stat(5)), the 20th after it.
    return `${boot}/${status.slice(status.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return "";
  }
}

function refusal(folder: string, path: string, holder: string): ChatError {
  const { pid, host } = parse(holder);
  return new ChatError(
    "unavailable",
    `The store in ${folder} is open in process ${pid} on ${host}. One folder serves one process; several share a MongoDB. ` +
      `If that process is gone, delete ${path}.`,
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
