import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ChatError } from "@parley/protocol";
import { isMongo } from "../open.ts";
import { type Seal, sealWith } from "./seal.ts";

const BYTES = 32;
/** Characters that a key has at least. */
const LEAST = 32;

export interface KeyPlaces {
  /** `mongodb://...`, or a folder for the embedded store. */
  store: string;
  /** The keys that were given: the first one seals, all of them open. */
  secretsKeys?: readonly string[] | undefined;
}

/** What secrets in a store are sealed with. */
export interface SecretKeys {
  /** To open what is sealed. */
  opening(): Promise<Seal>;
  /** To seal something: an embedded store that has no key yet gets one. */
  sealing(): Promise<Seal>;
}

/** No keys: what was never sealed can be read, and nothing can be sealed. */
export const NO_KEYS: SecretKeys = { opening: async () => sealWith([]), sealing: async () => sealWith([]) };

/** The file that has the key of an embedded store unless one was given: beside its folder, so that who copies the folder does not have it. */
export const keyFileOf = (store: string): string => `${resolve(store)}.key`;

/**
 * The keys of a store: those that were given, then those of the file beside an embedded store's folder, one a line. Of a MongoDB there are only
 * those that were given, as all nodes need the same.
 */
export function openKeys({ store, secretsKeys = [] }: KeyPlaces): SecretKeys {
  const file = isMongo(store) ? undefined : keyFileOf(store);
  let known: Promise<Seal> | undefined;

  async function read(): Promise<Seal> {
    return sealWith([...secretsKeys, ...(file === undefined ? [] : await readKeyFile(file))]);
  }
  function opening(): Promise<Seal> {
    const found = (known ??= read());
    // What cannot be read now may be later; and there may be a key then.
    const forget = () => void (known === found && (known = undefined));
    found.then(({ seals }) => seals || forget(), forget);
    return found;
  }

  return {
    opening,
    async sealing() {
      const found = await opening();
      if (found.seals || file === undefined) return found;
      await makeKeyFile(file);
      return await opening();
    },
  };
}

/** The keys that stand in a file; none where there is no such file. Throws `unavailable` where it cannot be read or holds something else. */
export async function readKeyFile(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw new ChatError("unavailable", `The key of secrets in ${file} cannot be read: ${cause.message}`, { cause });
  });
  const keys = text.split("\n").flatMap((line) => line.trim() || []);
  if (keys.some((key) => key.length < LEAST))
    throw new ChatError("unavailable", `${file} holds something else than keys.`);
  return keys;
}

async function makeKeyFile(file: string): Promise<void> {
  const key = `${randomBytes(BYTES).toString("hex")}\n`;
  await writeFile(file, key, { mode: 0o600, flag: "wx", flush: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "EEXIST") return;
    const advice = "Set SECRETS_KEY (openssl rand -hex 32), or let that place be written.";
    throw new ChatError("unavailable", `No key for secrets can be kept in ${file}: ${cause.message}. ${advice}`, {
      cause,
    });
  });
}
