import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";

/** Bytes of a part before they become text: far below the 16 MiB that MongoDB allows, and read without a noticeable pause. */
const PART = 512 * 1024;

type Part = Doc & { artefact: string; parts: number; bytes: string };

export const ARTEFACTS = defineCollection<Part>("artefacts", { owner: "nlu", indexes: [{ on: ["artefact"] }] });

/** Large binary values in the store, by name. */
export interface Artefacts {
  /** Safe to repeat with the same bytes. */
  save(name: string, bytes: Uint8Array): Promise<void>;
  load(name: string): Promise<Uint8Array | undefined>;
  remove(name: string): Promise<void>;
}

/** Opens the large values of a store. Each is kept in parts, since documents have a limit. */
export function createArtefacts(store: Store): Artefacts {
  const collection = ARTEFACTS.open(store);
  return {
    async save(name, bytes) {
      const parts = Math.max(1, Math.ceil(bytes.length / PART));
      for (let at = 0; at < parts; at++) {
        const slice = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(at * PART, (at + 1) * PART);
        await collection.insert({ _id: `${name}/${at}`, artefact: name, parts, bytes: slice.toString("base64") });
      }
    },

    async load(name) {
      const read: Buffer[] = [];
      for (let at = 0; ; at++) {
        const part = await collection.findOne({ _id: `${name}/${at}` });
        if (!part) return undefined;
        read.push(Buffer.from(part.bytes, "base64"));
        // A copy of its own: a Buffer may be a window on memory that it shares.
        if (read.length === part.parts) return new Uint8Array(Buffer.concat(read));
      }
    },

    async remove(name) {
      await collection.remove({ artefact: name });
    },
  };
}
