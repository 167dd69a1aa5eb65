import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";

/** A tenth of what others get where all want the processor: the lowest, 19, would be a seventieth, and a training there no end. */
const LOW = 10;
/** How often a process is looked at, in milliseconds, and the share of a processor below which it does not come forward. */
const WINDOW = 5_000;
const TOO_LITTLE = 0.1;
/** Linux counts processor time for user space in hundredths of a second, whatever the kernel's own clock (man 5 proc). */
const TICK = 10;

/**
 * The command, to be put before another one, that gives it the time that nobody else wants: whoever wakes up goes first
 * at once, where a low priority lets a time slice end before (man 7 sched, SCHED_IDLE). Nothing where there is none.
 */
export function idleCommand(): string[] | undefined {
  found ??= { command: works(IDLE) ? IDLE : undefined };
  return found.command;
}
const IDLE = ["chrt", "-i", "0"];
let found: { command: string[] | undefined } | undefined;

function works([command = "", ...args]: string[]): boolean {
  return process.platform === "linux" && spawnSync(command, [...args, "true"], { stdio: "ignore" }).status === 0;
}

/** Gives a process a low priority. On Linux a priority is a thread's, so that each that is there is told; those that come later inherit. */
export function lower(pid: number): void {
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, LOW);
    } catch {
      // It has ended, or nothing here may be changed: training is as good, only less polite.
    }
  }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}

/** Watches a process that always has something to do, and says once if others leave it no time. Returns how to end that. */
export function watchTime(pid: number, onStarving: () => void): () => void {
  let used = usedBy(pid);
  const timer = setInterval(() => {
    const next = usedBy(pid);
    if (next - used < TOO_LITTLE * WINDOW) {
      clearInterval(timer);
      onStarving();
    }
    used = next;
  }, WINDOW).unref();
  return () => clearInterval(timer);
}

/** Milliseconds of processor time; not a number if there is no such process, which does not starve. */
function usedBy(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which may have spaces and brackets in it; times are fields 14 and 15 of all.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return NaN;
  }
}
