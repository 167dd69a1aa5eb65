import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [FILE, PICTURE] = ["parley-file-", "parley-picture-"];
/** Milliseconds after which nobody works on such a file any more. */
const ABANDONED = 3_600_000;

/** Folders for what is only looked at; whoever makes one removes it. */
export const folderForFile = (): Promise<string> => mkdtemp(join(tmpdir(), FILE));
export const folderForPicture = (): Promise<string> => mkdtemp(join(tmpdir(), PICTURE));

/** Removes what was left by engines that were killed: it is people's, and stands in no store. */
export async function removeAbandoned(now = Date.now()): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(FILE) && !name.startsWith(PICTURE)) continue;
    const path = join(tmpdir(), name);
    const age = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    // Another user's stays.
    if (age > ABANDONED) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
