import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Commands that, put before another one, let others go first. All of its threads inherit that.
 *
 * - `idle`: it gets the time that nobody else wants, and whoever wakes up goes first at once, where a low priority lets a
 *   time slice end before (man 7 sched, SCHED_IDLE).
 * - `low`: a tenth of what others get where all want the processor. The lowest priority, 19, would be a seventieth, and a
 *   training there no end.
 */
const BEFORE = { idle: ["chrt", "-i", "0"], low: ["nice", "-n", "10"] };

/** How far behind others a process can stand. */
export type Standing = keyof typeof BEFORE;

/** The command to put before another one; empty where this system has none, and the other runs like any. */
export function commandFor(standing: Standing): readonly string[] {
  return (found[standing] ??= works(BEFORE[standing]) ? BEFORE[standing] : []);
}
const found: Partial<Record<Standing, readonly string[]>> = {};

function works([command = "", ...args]: readonly string[]): boolean {
  return spawnSync(command, [...args, process.execPath, "--version"], { stdio: "ignore" }).status === 0;
}

/** How often a process is looked at, in milliseconds, and the share of a processor below which it does not come forward. */
const WINDOW = 5_000;
const TOO_LITTLE = 0.1;
/** Linux counts processor time for user space in hundredths of a second, whatever the kernel's own clock (man 5 proc). */
const TICK = 10;

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
