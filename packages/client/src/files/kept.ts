import type { Refusal } from "./trouble.ts";

/** A file that is not with the engine yet, as it is kept over reloads. */
export interface KeptFile {
  /** Also of the message that it will be: however often it is sent, it is one. */
  id: string;
  /** Of which site and which side it is. */
  place: string;
  /** For whom, as the place calls them. */
  to: string;
  /** Milliseconds since 1970. */
  at: number;
  name: string;
  file: Blob;
  /** What the engine calls it, once it has begun. */
  fileId?: string | undefined;
  /** The store has had it. */
  stored?: true;
  /** Why it does not go on by itself. */
  failed?: Refusal | undefined;
}

/** Where files are kept until they are sent. */
export interface FileStore {
  /** Those of a place, in the order in which they were added. */
  list: (place: string) => Promise<KeptFile[]>;
  put: (kept: KeptFile) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
}

const STORE = "files";

/** In IndexedDB. Each call rejects where the browser forbids that, or has no room. */
export function openFileStore(): FileStore {
  let database: Promise<IDBDatabase> | undefined;
  const open = () =>
    (database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("parley-files", 1);
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
      request.addEventListener("success", () => resolve(request.result));
      for (const fault of ["error", "blocked"]) request.addEventListener(fault, () => reject(request.error));
    }));
  const ask = async <T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await open()).transaction(STORE, mode);
    const request = use(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve(request.result));
      for (const fault of ["abort", "error"]) transaction.addEventListener(fault, () => reject(transaction.error));
    });
  };
  return {
    list: async (place) => {
      const all = await ask<KeptFile[]>("readonly", (store) => store.getAll());
      return all.filter((kept) => kept.place === place).sort((a, b) => a.at - b.at);
    },
    put: (kept) => ask("readwrite", (store) => store.put(kept)),
    remove: (id) => ask("readwrite", (store) => store.delete(id)),
  };
}
