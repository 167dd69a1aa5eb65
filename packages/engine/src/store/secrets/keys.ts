import { isMongo } from "../open.ts";
import { keyFileOf, lastsBeside, makeKeyFile, readKeyFile } from "./key-file.ts";
import { type Seal, sealWith } from "./seal.ts";

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
  /** To seal something: an embedded store that has no key yet gets one, where it lasts. */
  sealing(): Promise<Seal>;
}

/** No keys: what was never sealed can be read, and nothing can be sealed. */
export const NO_KEYS: SecretKeys = { opening: async () => sealWith([]), sealing: async () => sealWith([]) };

/**
 * The keys of a store: those that were given, then those of the file beside an embedded store's folder, one a line. Of a MongoDB there are only
 * those that were given, as all nodes need the same. No file is made where it would not last as long as the store.
 */
export function openKeys({ store, secretsKeys = [] }: KeyPlaces): SecretKeys {
  const file = isMongo(store) ? undefined : keyFileOf(store);
  let known: Promise<Seal> | undefined;
  let making: Promise<void> | undefined;

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
      if (found.seals || file === undefined || !(await lastsBeside(store))) return found;
      // One at a time, that none takes the place of another's.
      making ??= makeKeyFile(file).finally(() => (making = undefined));
      await making;
      return await opening();
    },
  };
}
