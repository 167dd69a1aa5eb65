import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ChatError } from "@parley/protocol";
import { syncFolder } from "../sync-folder.ts";

const BYTES = 32;
/** Characters that a key has at least. */
const LEAST = 32;

/** The file that has the key of an embedded store unless one was given: beside its folder, so that who copies the folder does not have it. */
export const keyFileOf = (store: string): string => `${resolve(store)}.key`;

/**
 * Whether a key beside a store's folder lasts as long as the store. Where the folder is a file system of its own, as a container's volume is, what
 * lies beside it goes with the container.
 */
export async function lastsBeside(store: string): Promise<boolean> {
  const folder = resolve(store);
  const [own, beside] = await Promise.all(
    [stat(folder), stat(dirname(folder))].map((each) => each.catch(() => undefined)),
  );
  return own === undefined || own.dev === beside?.dev;
}

/** The keys that stand in a file; none where there is no such file. Throws `unavailable` where it cannot be read or holds something else. */
export async function readKeyFile(file: string): Promise<string[]> {
  const keys = (await textOf(file)).split("\n").flatMap((line) => line.trim() || []);
  if (keys.some((key) => key.length < LEAST))
    throw new ChatError("unavailable", `${file} holds something else than keys.`);
  return keys;
}

async function textOf(file: string): Promise<string> {
  return await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw new ChatError("unavailable", `The key of secrets in ${file} cannot be read: ${cause.message}`, { cause });
  });
}

/** Makes the file with a key, whole or not at all, unless there is one: of several who make it at once one is first. */
export async function makeKeyFile(file: string): Promise<void> {
  const fresh = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(fresh, `${randomBytes(BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
    await link(fresh, file).catch((cause: NodeJS.ErrnoException) => takePlace(fresh, file, cause));
    await syncFolder(dirname(file));
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    const advice = "Set SECRETS_KEY (openssl rand -hex 32), or let that place be written.";
    throw new ChatError("unavailable", `No key for secrets can be kept in ${file}: ${cause.message}. ${advice}`, {
      cause,
    });
  } finally {
    await rm(fresh, { force: true });
  }
}

/** An empty file is what a power cut has left of one, and some file systems know no links. */
async function takePlace(fresh: string, file: string, cause: NodeJS.ErrnoException): Promise<void> {
  if (cause.code === "EEXIST") {
    if ((await textOf(file)).trim() === "") await rename(fresh, file);
    return;
  }
  await writeFile(file, await readFile(fresh), { mode: 0o600, flag: "wx", flush: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
}
