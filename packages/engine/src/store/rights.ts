import { chmod, mkdir, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** The name of the database in its folder, and of all files that hold what is stored. */
export const DATABASE = "parley.db";
export const FILES = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`] as const;

/** The folder beside the database in which files of conversations are kept, unless they are kept elsewhere. */
export const BLOBS = "files";

/** Bits of a file's rights that belong to others than its owner. */
export const OF_OTHERS = 0o077;

/** Makes the store's folder, for its owner only; one that is there already is made so if it is the store's alone. */
export async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const inside = await readdir(folder);
  // A folder that has other things in it may be meant for others too; the files are kept from them in any case.
  if (inside.every((name) => name.startsWith("parley.") || name === BLOBS)) await keep(folder, 0o700);
}

/** Makes the database a file that only its owner reads: conversations and hashes of passwords are in it. SQLite's other files follow it. */
export async function ownFiles(folder: string): Promise<void> {
  const made = await open(join(folder, DATABASE), "a", 0o600).catch(() => undefined);
  await made?.close();
  for (const name of FILES) await keep(join(folder, name), 0o600);
}

/** Takes rights from others. Where that cannot be done, as on some file systems, the doctor says so. */
async function keep(path: string, mode: number): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && (found.mode & OF_OTHERS) !== 0) await chmod(path, found.mode & mode).catch(() => {});
}
