import { ChatError } from "@parley/protocol";
import type { Change, Collection, Doc, Filter } from "../../../store/store.ts";

/** A document that says which version of itself it is, so that nobody overwrites what he has not seen. */
export interface Versioned extends Doc {
  version: number;
  updatedAt?: number | undefined;
  updatedBy?: string | undefined;
}

/** Documents that people edit. */
export interface VersionedDocuments<T extends Versioned> {
  all(): Promise<T[]>;
  /** Stores a change made to `doc.version`; 0 makes a new one. `conflict` names who was faster. Safe to repeat until somebody else changes it. */
  save(doc: T): Promise<T>;
  /** Stores what `make` makes of what is there, however often others are faster; what is the same and somebody's already stays untouched. */
  write(id: string, make: (there: T | undefined) => T): Promise<void>;
  /** Stores it if nothing is there. */
  plant(doc: T): Promise<void>;
  /** Removes it if it is still at `seen`, or whatever is there if none is named; `conflict` as for `save`. */
  remove(id: string, seen?: number): Promise<void>;
  /** Changes the newest version, however often others are faster; `edit` answers nothing if there is nothing to change. */
  edit(id: string, edit: (doc: T) => T | undefined): Promise<T | undefined>;
}

/** Keeps documents of one kind; `noun` names it in errors, `optional` are the fields that a document may lack. */
export function createVersioned<T extends Versioned>(
  collection: Collection<T>,
  { noun, optional }: { noun: string; optional: readonly (keyof T)[] },
): VersionedDocuments<T> {
  const byId = (id: string) => ({ _id: id }) as Filter<T>;
  const atVersion = (id: string, version: number) => ({ _id: id, version }) as Filter<T>;

  async function swap(doc: T, seen: number): Promise<T | undefined> {
    return collection.update(atVersion(doc._id, seen), changeTo({ ...doc, version: seen + 1 }, optional));
  }

  return {
    all: () => collection.find({}, { sort: { _id: 1 } }),

    async save(doc) {
      if (doc.version === 0) {
        const first = { ...doc, version: 1 };
        if (await collection.insert(first)) return first;
      } else {
        const saved = await swap(doc, doc.version);
        if (saved) return saved;
      }
      const there = await collection.findOne(byId(doc._id));
      if (!there) throw new ChatError("notFound", `The ${noun} "${doc._id}" has been removed.`);
      // It was saved before, and the answer was lost.
      const before = there.version === doc.version + 1 && there.updatedBy === doc.updatedBy;
      if (before && sameContent(there, doc)) return there;
      throw conflict(noun, there);
    },

    async write(id, make) {
      for (;;) {
        const there = (await collection.findOne(byId(id))) ?? undefined;
        const doc = make(there);
        if (there ? sameContent(there, doc) && isOwned(there, doc) : await collection.insert({ ...doc, version: 1 }))
          return;
        if (there && (await swap(doc, there.version))) return;
      }
    },

    async plant(doc) {
      await collection.insert({ ...doc, version: 1 });
    },

    async remove(id, seen) {
      const removed = await collection.remove(seen === undefined ? byId(id) : atVersion(id, seen));
      const there = removed > 0 ? undefined : await collection.findOne(byId(id));
      if (there) throw conflict(noun, there);
    },

    async edit(id, edit) {
      for (;;) {
        const there = await collection.findOne(byId(id));
        const wanted = there && edit(there);
        if (!there || !wanted) return there;
        const saved = await swap(wanted, there.version);
        if (saved) return saved;
      }
    },
  };
}

function conflict(noun: string, there: Versioned): ChatError {
  const { _id, version, updatedBy, updatedAt } = there;
  const by = updatedBy ? ` by ${updatedBy}` : "";
  return new ChatError("conflict", `The ${noun} "${_id}" was changed${by} in the meantime.`, {
    details: { id: _id, version, ...(updatedBy && { by: updatedBy }), ...(updatedAt && { at: updatedAt }) },
  });
}

/** The change that makes a stored document equal to this one. */
function changeTo<T extends Versioned>(doc: T, optional: readonly (keyof T)[]): Change<T> {
  const present = Object.entries(doc).filter(([field, value]) => field !== "_id" && value !== undefined);
  const absent = optional.filter((field) => doc[field] === undefined);
  return {
    $set: Object.fromEntries(present),
    ...(absent.length > 0 && { $unset: Object.fromEntries(absent.map((field) => [field, true])) }),
  } as Change<T>;
}

/** Whether it is somebody's already, or nobody's after this either. */
const isOwned = (there: Versioned, doc: Versioned): boolean =>
  there.updatedBy !== undefined || doc.updatedBy === undefined;

function sameContent(one: Versioned, other: Versioned): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf(doc: Versioned): string {
  const fields = Object.entries(doc).filter(
    ([field, value]) => value !== undefined && !["version", "updatedAt", "updatedBy"].includes(field),
  );
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
