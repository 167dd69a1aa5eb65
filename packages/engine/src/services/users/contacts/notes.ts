import { ChatError, type Consent, CONTACT_LIMITS, type WholeContact } from "@parley/protocol";
import type { Audit } from "../audit.ts";
import type { Cards } from "./cards.ts";
import type { Reading } from "./reading.ts";
import type { Trees } from "./tree.ts";

/** A member, as notes and the trail name them. */
export interface By {
  id: string;
  name: string;
}

export interface NotesParts extends Reading {
  cards: Cards;
  trees: Trees;
  audit: Pick<Audit, "record">;
  now: () => number;
}

export interface Named {
  id: string;
  noteId: string;
  by: By;
}

/** What is noted down of contacts: members' notes, and to what visitors agreed. */
export function createNotes({ cards: { change }, trees, known, whole, audit, now }: NotesParts) {
  return {
    async addContactNote({ id, noteId, text, by }: Named & { text: string }): Promise<WholeContact> {
      const [root] = await known(id);
      await change(root._id, ({ notes }) => {
        if (notes.some((note) => note.id === noteId)) return undefined;
        if (notes.length >= CONTACT_LIMITS.notes) {
          throw new ChatError("invalid", "A contact can have at most 200 notes.");
        }
        return { $set: { notes: [...notes, { id: noteId, at: now(), by, text }] } };
      });
      await audit.record({ by: by.id, action: "noteContact", target: root._id });
      return await whole(await known(root._id));
    },

    async removeContactNote({ id, noteId, by }: Named): Promise<WholeContact> {
      const card = (await known(id)).find(({ notes }) => notes.some((note) => note.id === noteId));
      if (card) {
        await change(card._id, ({ notes }) => ({ $set: { notes: notes.filter((note) => note.id !== noteId) } }));
        await audit.record({ by: by.id, action: "removeContactNote", target: card._id });
      }
      return await whole(await known(id));
    },

    async addConsent({ visitorId, ...consent }: Consent & { visitorId: string }): Promise<object> {
      await known(visitorId);
      await change(visitorId, ({ consents }) => {
        const same = (one: Consent) => one.inboxId === consent.inboxId && one.version === consent.version;
        return consents.some(same) ? undefined : { $set: { consents: [...consents, consent] } };
      });
      return {};
    },

    async consents({ visitorId, inboxId }: { visitorId: string; inboxId: string }): Promise<{ versions: string[] }> {
      const all = ((await trees.treeOf(visitorId)) ?? []).flatMap(({ consents }) => consents);
      return { versions: all.filter((one) => one.inboxId === inboxId).map(({ version }) => version) };
    },
  };
}
