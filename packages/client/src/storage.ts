/** What this browser keeps under names. */
export interface Kept {
  names: () => string[];
  get: (name: string) => string | null;
  set: (name: string, value: string) => void;
  remove: (name: string) => void;
}

/** A storage of the browser, or memory for what the browser forbids there or has no room for. */
export function openStorage(storage: () => Storage = () => localStorage): Kept {
  const memory = new Map<string, string>();
  return {
    names: () => [...new Set([...memory.keys(), ...(attempt(() => Object.keys(storage())) ?? [])])],
    get: (name) => memory.get(name) ?? attempt(() => storage().getItem(name)) ?? null,
    set(name, value) {
      memory.set(name, value);
      attempt(() => {
        storage().setItem(name, value);
        memory.delete(name);
      });
    },
    remove(name) {
      memory.delete(name);
      attempt(() => storage().removeItem(name));
    },
  };
}

/** What `use` answers, or nothing where that throws. */
export function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

/** What was stored as JSON. Others can write there too: `undefined` for what is none. */
export function parse(stored: string | null): unknown {
  return attempt(() => JSON.parse(stored ?? "") as unknown);
}

/** As JSON, whatever `toJSON` a script of the page has given to arrays, strings and all else. */
export const stringify = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key];
  });
