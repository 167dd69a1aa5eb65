import { constants } from "node:fs";
import { access, open, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { freeIn, nearestExisting } from "../../blobs/free.ts";
import { KEPT_FREE } from "../../blobs/blobs.ts";
import { DATABASE, FILES, OF_OTHERS } from "../../store/rights.ts";
import { connect, probe } from "../../store/sqlite.ts";
import { failure, type Finding, look, reasonOf, warning, well } from "./finding.ts";

const MB = 1024 * 1024;
/** Free space below which the doctor warns, and below which writes are about to fail. */
const LITTLE_SPACE = 1024 * MB;
const NO_SPACE = 100 * MB;
/** Milliseconds of one durable write above which conversations feel slow. */
const SLOW_WRITE = 100;

/** Looks at the folder of the embedded store: the library, permissions, space, the disk, and whether the file is whole. */
export async function examineFolder(folder: string): Promise<Finding[]> {
  const writable = `Give the user that runs the engine the right to write ${resolve(folder)}.`;
  return [
    await examineSqlite(),
    ...(await look("Folder", writable, () => examineAccess(folder))),
    ...(await look("Disk", "Look at the disk.", async () => [await examineSpace(folder)])),
    ...(await look("Database", "Restore the last backup: parley restore.", () => examineFile(folder))),
  ];
}

async function examineSqlite(): Promise<Finding> {
  try {
    return well("SQLite", await probe("native"));
  } catch (error) {
    const reason = reasonOf(error).split("\n")[0];
    const advice =
      "The portable one is slower. Reinstall better-sqlite3; it needs a C++ compiler where no build is offered.";
    return warning(
      "SQLite",
      `${await probe("portable")}, portable, since the compiled one does not run: ${reason}`,
      advice,
    );
  }
}

async function examineAccess(folder: string): Promise<Finding[]> {
  const existing = await nearestExisting(folder);
  if (!(await stat(existing)).isDirectory()) throw new Error(`${existing} is not a folder.`);
  await access(existing, constants.R_OK | constants.W_OK | constants.X_OK);
  if (existing !== resolve(folder)) return [well("Folder", `${resolve(folder)} will be created by the first start`)];
  for (const file of FILES) {
    await access(join(folder, file), constants.R_OK | constants.W_OK).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    });
  }
  const writing = judgeWriting(await durableWrite(folder));
  return [await examineRights(folder), writing];
}

/** Whether one durable write of so many milliseconds is quick enough to talk. */
export function judgeWriting(took: number): Finding {
  const says = `a durable write takes ${took.toFixed(1)} ms`;
  if (took <= SLOW_WRITE) return well("Writing", says);
  return warning("Writing", says, "Use a local disk; every message waits for it.");
}

/** Warns where others than its owner may read or write what is of the store. */
async function examineRights(folder: string): Promise<Finding> {
  const paths = [resolve(folder), ...FILES.map((name) => resolve(folder, name))];
  const found = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  const open = paths.filter((_, at) => ((found[at]?.mode ?? 0) & OF_OTHERS) !== 0);
  if (open.length === 0) return well("Folder", `${resolve(folder)} can be read and written`);
  const says = `others on this machine have rights to ${open.join(", ")}: conversations and hashes of passwords are there`;
  return warning("Folder", says, `chmod go-rwx ${open.join(" ")}`);
}

async function durableWrite(folder: string): Promise<number> {
  const path = join(folder, `parley.doctor.${process.pid}`);
  try {
    const file = await open(path, "w");
    const begun = performance.now();
    await file.write("x");
    await file.sync();
    const took = performance.now() - begun;
    await file.close();
    return took;
  } finally {
    await rm(path, { force: true });
  }
}

/** Looks how much room there is where a folder is, or will be. */
export async function examineSpace(folder: string): Promise<Finding> {
  const free = await freeIn(folder);
  if (free === undefined) return well("Disk", "the system does not say how much is free");
  const says = `${Math.round(free / MB).toLocaleString("en")} MB free`;
  const nothing = "nothing is accepted any more once the disk is full";
  const files = `no files are taken below ${Math.round(KEPT_FREE / MB)} MB`;
  const advice = `Make room: ${files}, ${nothing}.`;
  if (free < NO_SPACE) return failure("Disk", says, advice);
  return free < LITTLE_SPACE ? warning("Disk", says, advice) : well("Disk", says);
}

async function examineFile(folder: string): Promise<Finding[]> {
  const path = join(folder, DATABASE);
  const file = await stat(path).catch(() => undefined);
  if (!file) return [];
  const native = await probe("native").catch(() => undefined);
  // The portable SQLite shares the file with nobody, so it is not looked into while an engine may be running.
  if (!native) return [well("Database", `${Math.round(file.size / MB)} MB, not checked`)];
  const connection = await connect("native", path, true);
  try {
    const [verdict] = connection.column({ sql: "PRAGMA quick_check(1)", params: [] });
    if (verdict !== "ok") throw new Error(`${path} is damaged: ${String(verdict)}`);
    return [well("Database", `${Math.round(file.size / MB)} MB, whole`)];
  } finally {
    connection.close();
  }
}
