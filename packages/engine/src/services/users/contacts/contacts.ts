import { ChatError, type ContactEdit } from "@parley/protocol";
import type { Collection, Store } from "../../../store/store.ts";
import type { Audit } from "../audit.ts";
import { createCards, keysOf } from "./cards.ts";
import { createDirectory } from "./directory.ts";
import { editOf } from "./editing.ts";
import { createImporting } from "./importing.ts";
import { createListing } from "./listing.ts";
import { createMerging, type MergeAsked } from "./merging.ts";
import { type By, createNotes } from "./notes.ts";
import { createReading, type StoredIdentity } from "./reading.ts";
import { createSegments } from "./segments.ts";
import { createTrees } from "./tree.ts";

export interface ContactParts {
  store: Store;
  /** The visitors' documents: the identities. */
  visitors: Collection<StoredIdentity>;
  audit: Pick<Audit, "record">;
  now: () => number;
}

/** Contacts: the people behind the identities, what is known of them, and who is the same. */
export function createContacts({ store, visitors, audit, now }: ContactParts) {
  const written = createCards(store, now);
  const { cards, change, follow, make } = written;
  const trees = createTrees(written);
  const { known, whole } = createReading({ cards: written, trees, visitors });
  const merging = createMerging({ cards: written, trees, known, audit, now });

  const listing = createListing(createDirectory({ cards, trees, now }), trees, now);

  async function save(id: string, version: number, edit: ContactEdit): Promise<void> {
    await change(id, (seen) => {
      if (seen.version !== version) throw new ChatError("conflict", "Somebody has changed this contact meanwhile.");
      const edited = editOf(seen, edit);
      const { $set, $unset } = keysOf({ ...seen, ...edited });
      return { $set: { ...edited, ...$set }, $unset, $inc: { version: 1 } };
    });
  }

  return {
    follow,
    seen: written.seen,
    verifying: merging.makeWay,

    /** Visitors have been erased who were not seen since `before`: their contacts are too, unless they were here since by another identity. */
    async erase(ids: readonly string[], before: number): Promise<void> {
      for (const id of ids) {
        const tree = await trees.treeOf(id);
        if (!tree) continue;
        const all = tree.map(({ _id }) => _id);
        const here = await visitors.findOne({ _id: { $in: all }, lastSeenAt: { $gte: before } });
        const visitor = await visitors.findOne({ _id: id });
        if (here && visitor) await follow(visitor);
        else await written.erase(all.map((_id) => ({ _id, heard: _id === id ? visitor?.revision : undefined })));
      }
    },
    /** A visitor was erased, by the change of that revision. */
    forget: (id: string, heard: number | undefined) => written.erase([{ _id: id, heard }]),
    /** All cards of the contact that one is of. */
    cardsOf: async (id: string): Promise<string[]> => (await known(id)).map(({ _id }) => _id),

    calls: {
      async meet({ visitorId }: { visitorId: string }) {
        const card = await cards.findOne({ _id: visitorId });
        if (card && !card.erased) return {};
        const visitor = await visitors.findOne({ _id: visitorId });
        if (!visitor) throw new ChatError("notFound", "There is no such visitor.");
        await follow(visitor);
        return {};
      },

      contacts: listing.page,
      contactAttributes: listing.attributes,
      contact: async ({ id }: { id: string }) => await whole(await known(id)),

      async putContact({
        id,
        version,
        change: edit,
        by,
      }: {
        id?: string | undefined;
        version: number;
        change: ContactEdit;
        by: By;
      }) {
        const card = id === undefined ? await make((card) => editOf(card, edit)) : (await known(id))[0];
        if (id !== undefined) await save(card._id, version, edit);
        await audit.record({ by: by.id, action: "saveContact", target: card._id });
        return await whole(await known(card._id));
      },

      importContacts: createImporting({ cards: written, trees }),
      ...createSegments(store, audit, now),
      ...createNotes({ cards: written, trees, known, whole, audit, now }),

      mergeContacts: async (asked: MergeAsked) => await whole(await merging.merge(asked)),
      unmergeContacts: async (asked: Parameters<typeof merging.unmerge>[0]) =>
        await whole(await merging.unmerge(asked)),
    },
  };
}
export type Contacts = ReturnType<typeof createContacts>;
