import { FIRST_INBOX } from "@parley/protocol";
import type { AnyDoc } from "../../store/document.ts";
import type { Collection, Store } from "../../store/store.ts";
import type { Migration } from "../migration.ts";
import { forEach, pagesOf } from "../pages.ts";

/**
 * Who has said something, or of whom something is known, is a contact. Versions before have none and look at none, so that on the way back
 * what members wrote about them stays, for the day on which the store is of this version again. Whom such a version has forgotten
 * meanwhile is forgotten then.
 */
export const contacts: Migration = {
  version: 4,
  says: "who wrote to us is a contact",
  async up({ store, rewrite }) {
    const visitors = store.collection<AnyDoc>("visitors");
    const cards = store.collection<AnyDoc>("contacts");
    for await (const page of pagesOf(visitors)) {
      await forEach(
        page.filter(({ doc }) => isKnown(doc)),
        ({ doc }) => cards.insert(cardOf(doc)),
      );
    }
    for await (const page of pagesOf(store.collection<AnyDoc>("conversations"))) {
      const ids = page.flatMap(({ doc }) => (doc["seq"] === 0 ? [] : personOf(doc)));
      const found = await visitors.find({ _id: { $in: [...new Set(ids)] } });
      await forEach(found, (visitor) => cards.insert(cardOf(visitor)));
    }
    const forgotten = await forgottenOf(store, visitors);
    await rewrite("contacts", ({ _id }) =>
      forgotten.has(_id) ? { $set: NOTHING, $unset: { verified: true, email: true, userId: true } } : undefined,
    );
  },
  down: () => Promise.resolve(),
};

/** Whether a site, a platform or they themselves have said who they are. */
const isKnown = ({ profile, externalId }: AnyDoc) => Object.keys(profile ?? {}).length > 0 || externalId !== undefined;

const personOf = ({ personId, visitorId }: AnyDoc): string[] =>
  [personId ?? visitorId].filter((id) => typeof id === "string");

function cardOf({ _id, inboxId = FIRST_INBOX, locale, profile, revision, firstSeenAt, lastSeenAt }: AnyDoc): AnyDoc {
  const own = { own: {}, tags: [], notes: [], consents: [] };
  const times = { createdAt: firstSeenAt, lastSeenAt, changedAt: Date.now() };
  const { email, userId } = (profile ?? {}) as { email?: string; userId?: string };
  const keys = { ...(email && { email: email.toLowerCase() }), ...(userId && { userId }) };
  return { _id, inboxId, locale, ...keys, said: profile, heard: revision, ...own, ...times, version: 1, revision: 0 };
}

const NOTHING = { said: {}, own: {}, tags: [], notes: [], consents: [], erased: true };

/** Contacts there were already whose visitor was forgotten since they last told something. */
async function forgottenOf(store: Store, visitors: Collection<AnyDoc>): Promise<Set<string>> {
  const forgotten = new Set<string>();
  for await (const page of pagesOf(store.collection<AnyDoc>("contacts"))) {
    const heard = new Map(
      page.flatMap(({ doc }) => (doc["inboxId"] === undefined ? [] : [[doc._id, Number(doc["heard"])]])),
    );
    for (const visitor of await visitors.find({ _id: { $in: [...heard.keys()] } })) {
      const { _id, page: last, browser, revision } = visitor;
      const nothing = !isKnown(visitor) && last === undefined && browser === undefined;
      if (nothing && Number(revision) > (heard.get(_id) ?? 0)) forgotten.add(_id);
    }
  }
  return forgotten;
}
