import { stat, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Bytes that are free where a folder is, or will be; `undefined` where the system does not say. */
export async function freeIn(folder: string): Promise<number | undefined> {
  const { bavail, blocks, bsize } = await statfs(await nearestExisting(folder));
  // Some that keep files elsewhere say that they have nothing at all.
  return blocks === 0 ? undefined : bavail * bsize;
}

/** The folder, or the one above it that is there. */
export async function nearestExisting(folder: string): Promise<string> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (await stat(path).catch(() => undefined)) return path;
  }
}
