import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { syncFolder } from "../store/sync-folder.ts";
import type { Blob, Driver, Part } from "./blobs.ts";
import { freeIn } from "./free.ts";
import { isName } from "./keys.ts";

/** How many names a key has. */
const DEPTH = 3;

/**
 * Keeps each blob as a file of a folder, for its owner only. What is not whole yet lies beside its place under a name with a dot, so that
 * it is removed with the rest, and appears by being renamed. Several processes may share the folder.
 * `free` says how many bytes there is room for.
 */
export function folderOf(root: string, free = freeIn): Driver {
  const pathOf = (key: string) => join(root, ...key.split("/"));
  return {
    description: `the folder ${resolve(root)}`,
    async put(key, chunks) {
      const path = pathOf(key);
      const [draft, name] = [join(dirname(path), `.${key.split("/").at(-1)}.${randomUUID()}`), dirname(path)];
      const handle = await openDraft(name, draft);
      try {
        await pipeline(Readable.from(chunks), handle.createWriteStream({ flush: true }));
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      for (const folder of [name, dirname(name), root]) await syncFolder(folder);
    },
    read: (key, part) => readFile(pathOf(key), part),
    async remove(prefix) {
      let count = 0;
      for await (const _blob of walk(root, prefix.split("/"))) count += 1;
      await removeAt(root, prefix.split("/"));
      return count;
    },
    free: () => free(root),
    list: (prefix) => walk(root, prefix?.split("/") ?? []),
    close: async () => {},
  };
}

/** Opens a file in a folder that whoever removes its last one may remove at the same moment. */
async function openDraft(folder: string, path: string, tries = 5): Promise<FileHandle> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await open(path, "wx", 0o600);
  } catch (error) {
    if (!isMissing(error) || tries === 1) throw error;
    return openDraft(folder, path, tries - 1);
  }
}

async function readFile(path: string, { from = 0, to = Infinity }: Partial<Part> = {}) {
  const handle = await open(path, "r").catch(unlessMissing);
  if (!handle) return undefined;
  const { size } = await handle.stat();
  const end = Math.min(to, size);
  if (from < end) return { stream: handle.createReadStream({ start: from, end: end - 1 }), bytes: end - from };
  await handle.close();
  return { stream: Readable.from([]), bytes: 0 };
}

/** Blobs below a folder of these names, in the order of their keys. */
async function* walk(root: string, names: readonly string[]): AsyncGenerator<Blob> {
  const path = join(root, ...names);
  if (names.length === DEPTH) {
    const found = await stat(path).catch(unlessMissing);
    if (found?.isFile()) yield { key: names.join("/"), bytes: found.size, at: found.mtime };
    return;
  }
  // Of a folder's key the `/` that follows its name is a part, which comes after `-`.
  const end = names.length === DEPTH - 1 ? "" : "/";
  const inside = (await namesIn(path)).filter(isName).map((name) => name + end);
  for (const name of inside.toSorted(byCode)) yield* walk(root, [...names, end ? name.slice(0, -1) : name]);
}

async function removeAt(root: string, names: readonly string[]): Promise<void> {
  const path = join(root, ...names);
  const above = dirname(path);
  const drafts = (await namesIn(above)).filter((name) => names.length === DEPTH && name.startsWith(`.${names[2]}.`));
  for (const one of [path, ...drafts.map((name) => join(above, name))])
    await rm(one, { recursive: true, force: true, maxRetries: 3 });
  await syncFolder(above);
  // Folders that hold nothing any more would say which conversations there were.
  for (let depth = names.length - 1; depth > 0; depth--) {
    const gone = await rmdir(join(root, ...names.slice(0, depth))).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

const byCode = (one: string, other: string) => (one < other ? -1 : 1);

const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(unlessMissing)) ?? [];

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function unlessMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
