import { ChatError, FIRST_INBOX, newId, type Page, type Profile, type Visitor } from "@parley/protocol";
import { changeProfile, introduce, type Introduced, type Saying, type VisitorDoc } from "./visitor-profiles.ts";
import { defineCollection, erasing, GONE } from "../../store/collections.ts";
import type { Collection, Store } from "../../store/store.ts";
import { mappedId } from "../../text/mapped-id.ts";
import type { Contacts } from "./contacts/contacts.ts";
import { withoutSecrets } from "./page-address.ts";
import { createRecent } from "./recent.ts";
import { createVisitorTokens } from "./visitor-tokens.ts";

export const VISITORS = defineCollection<VisitorDoc>("visitors", {
  owner: "users",
  whose: { visitor: "_id" },
  personal: { profile: {}, page: GONE, browser: GONE, externalId: GONE, verified: GONE, proven: GONE },
});

interface News {
  inboxId?: string | undefined;
  locale?: string | undefined;
  page?: Page | undefined;
  browser?: string | undefined;
  profile?: Profile | undefined;
}

/** Smallest difference of `lastSeenAt` that is worth a write. */
const SEEN_STEP = 60_000;
const HOUR = 3_600_000;
const MAX_BROWSER = 300;

/** Leaves of a visitor only that they were here. */
const NOTHING_KNOWN = { ...erasing(VISITORS), $inc: { revision: 1 } };

/** What of contacts follows the visitors who are their identities. */
type Following = Pick<Contacts, "follow" | "seen" | "verifying" | "erase" | "forget">;

/** Visitors and the tokens that are their only credential. */
export function createVisitors(store: Store, now: () => number, contacts: Following) {
  const visitors = VISITORS.open(store);
  const { find, endAll, removeExpired, ...tokens } = createVisitorTokens(store, now);
  const recentVisitors = createRecent<VisitorDoc>({ now });
  const knowing = createKnowing({ visitors, contacts, changed: (id) => recentVisitors.drop(id), now });

  async function update({ visitorId, profile, ...news }: News & { visitorId: string }): Promise<Visitor> {
    // Who only comes back, as all do when a node was started again, costs no second write.
    const before = profile ? undefined : recentVisitors.peek(visitorId);
    if (before && before.lastSeenAt > now() - SEEN_STEP && isKnown(before, known(news))) return toVisitor(before);
    const updated = profile
      ? await changeProfile(visitors, visitorId, { profile, $set: known(news), at: now() })
      : await visitors.update({ _id: visitorId }, { $set: known(news), $max: { lastSeenAt: now() } });
    recentVisitors.drop(visitorId);
    if (!updated) throw new ChatError("notFound", "There is no such visitor.");
    if (profile) await contacts.follow(updated);
    return toVisitor(updated);
  }

  const seenAgain = (visitor: VisitorDoc, isContact: boolean) => noteSeen(visitor, { contacts, isContact, at: now() });

  return {
    ...tokens,
    ...knowing,
    async createVisitor(news: News & { locale: string }) {
      const visitor = await knowing.add(news);
      return { visitor, token: await tokens.giveToken(visitor.id) };
    },

    /** What a provider says of somebody never replaces what is known of them. */
    async reach({ inboxId, externalId, locale, profile }: Reached): Promise<Visitor> {
      const _id = mappedId(inboxId, externalId);
      const seen = { firstSeenAt: now(), lastSeenAt: now() };
      const before = await visitors.findOne({ _id, externalId });
      if (!before) {
        await visitors.insert({ _id, inboxId, externalId, profile: {}, locale, ...seen, revision: 0 });
        // Of who was erased only the id was left.
        const made = await visitors.update({ _id }, { $set: { externalId } });
        if (made) await contacts.follow(made);
      } else await seenAgain(before, true);
      const news = Object.entries(profile ?? {}).filter(([name]) => !(name in (before?.profile ?? {})));
      return await update({ visitorId: _id, locale, ...(news.length > 0 && { profile: Object.fromEntries(news) }) });
    },

    async externalId({ visitorId }: { visitorId: string }): Promise<{ externalId?: string | undefined }> {
      return { externalId: (await visitors.findOne({ _id: visitorId }))?.externalId };
    },

    async authenticateVisitor({ token, aside = false }: { token: string; aside?: boolean | undefined }) {
      const held = await find(token, aside);
      const { visitorId, signed } = held;
      const visitor = await recentVisitors.get(visitorId, () => visitors.findOne({ _id: visitorId }));
      if (!visitor) throw new ChatError("unauthorized", "This visitor token is not valid.");
      if (aside) return { ...toVisitor(visitor), ...(signed && { signed }) };
      const replaced = await tokens.endReplaced(held);
      const how = { ...(signed && { signed }), ...(replaced !== undefined && { replaced }) };
      if (visitor.lastSeenAt > now() - SEEN_STEP) return { ...toVisitor(visitor), ...how };
      recentVisitors.drop(visitorId);
      const seen = await visitors.update({ _id: visitorId }, { $max: { lastSeenAt: now() } });
      await seenAgain(visitor, false);
      if (seen) recentVisitors.put(visitorId, seen);
      return { ...toVisitor(seen ?? visitor), ...how };
    },

    updateVisitor: update,

    async visitors({ ids }: { ids: string[] }): Promise<Visitor[]> {
      return ids.length === 0 ? [] : (await visitors.find({ _id: { $in: ids } })).map(toVisitor);
    },

    async eraseVisitors({ ids, before }: { ids: string[]; before: number }) {
      const gone = { _id: { $in: ids }, lastSeenAt: { $lt: before } };
      const erased = await visitors.find(gone);
      await visitors.updateMany(gone, NOTHING_KNOWN);
      await contacts.erase(
        erased.map(({ _id }) => _id),
        before,
      );
      for (const id of ids) recentVisitors.drop(id);
      await store.scrub();
      return {};
    },

    /** Those of some who were not here since. */
    async unseenSince(ids: readonly string[], before: number): Promise<string[]> {
      return (await visitors.find({ _id: { $in: ids }, lastSeenAt: { $lt: before } })).map(({ _id }) => _id);
    },

    async forgetVisitor({ visitorId }: { visitorId: string }) {
      await endAll(visitorId);
      const erased = await visitors.update({ _id: visitorId }, NOTHING_KNOWN);
      await contacts.forget(visitorId, erased?.revision);
      recentVisitors.drop(visitorId);
      return {};
    },

    removeExpired,
  };
}

interface KnowingParts {
  visitors: Collection<VisitorDoc>;
  contacts: Following;
  /** Hears whose document is another now. */
  changed: (visitorId: string) => void;
  now: () => number;
}

/** Makes visitors, and keeps what sites say and prove of them. */
function createKnowing({ visitors, contacts, changed, now }: KnowingParts) {
  return {
    async add(news: News & { locale: string }): Promise<Visitor> {
      const visitor = newVisitor(news, now());
      await visitors.insert(visitor);
      return toVisitor(visitor);
    },
    async introduce(saying: Saying): Promise<Introduced> {
      const { updated, ...outcome } = await introduce(visitors, saying, now());
      changed(saying.visitorId);
      if (outcome.taken.length > 0) await contacts.follow(updated);
      return outcome;
    },
    byId: (visitorId: string) => visitors.findOne({ _id: visitorId }),
    /** Takes a visitor away again whom nobody has met. */
    async drop(visitorId: string): Promise<void> {
      await visitors.remove({ _id: visitorId });
    },

    async verifyVisitor({ visitorId, userId }: Proof): Promise<Visitor> {
      const verified = await verify(visitors, { visitorId, userId, at: now() }, contacts);
      changed(visitorId);
      return toVisitor(verified);
    },
  };
}

/** Whom a channel's provider names. */
interface Reached {
  inboxId: string;
  externalId: string;
  locale: string;
  profile?: Profile | undefined;
}

/** Who a visitor is to a site. */
interface Proof {
  visitorId: string;
  userId: string;
}

async function verify(
  visitors: Collection<VisitorDoc>,
  { visitorId, userId, at }: Proof & { at: number },
  contacts: Following,
): Promise<VisitorDoc> {
  const before = await visitors.findOne({ _id: visitorId });
  if (!before) throw new ChatError("notFound", "There is no such visitor.");
  if (before.verified?.userId === userId) return before;
  await contacts.verifying(visitorId, userId);
  const change = { $set: { verified: { userId, at } }, $inc: { revision: 1 } };
  const after = (await visitors.update({ _id: visitorId }, change)) ?? before;
  await contacts.follow(after);
  // Members may have joined them with somebody else meanwhile.
  await contacts.verifying(visitorId, userId);
  return after;
}

interface Noting {
  contacts: Following;
  /** Whether they have a contact whatever is found. */
  isContact: boolean;
  at: number;
}

/** Contacts are seen to the hour: a list of thousands is not written anew for every one who comes back. */
async function noteSeen(visitor: VisitorDoc, { contacts, isContact, at }: Noting): Promise<void> {
  if (Math.floor(visitor.lastSeenAt / HOUR) === Math.floor(at / HOUR)) return;
  const known = await contacts.seen(visitor._id);
  if (!known && isContact) await contacts.follow(visitor);
}

function newVisitor(
  { locale, page, browser, inboxId = FIRST_INBOX }: News & { locale: string },
  at: number,
): VisitorDoc {
  const whose = inboxId === FIRST_INBOX ? {} : { inboxId };
  const seen = { firstSeenAt: at, lastSeenAt: at };
  return { _id: newId(at), ...whose, profile: {}, locale, ...seen, revision: 0, ...known({ page, browser }) };
}

function known({ locale, page, browser }: Omit<News, "profile">) {
  return {
    ...(locale && { locale }),
    ...(page && { page: { ...page, url: withoutSecrets(page.url) } }),
    ...(browser && { browser: browser.slice(0, MAX_BROWSER) }),
  };
}

function isKnown(visitor: VisitorDoc, { locale, page, browser }: ReturnType<typeof known>): boolean {
  const samePage = !page || (page.url === visitor.page?.url && page.title === visitor.page.title);
  return samePage && (!locale || locale === visitor.locale) && (!browser || browser === visitor.browser);
}

function toVisitor({
  _id,
  revision: _internal,
  externalId: _theirs,
  verified: _proof,
  ...visitor
}: VisitorDoc): Visitor {
  return { id: _id, ...visitor };
}

export type Visitors = ReturnType<typeof createVisitors>;
