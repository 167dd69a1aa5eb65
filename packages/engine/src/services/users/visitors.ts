import { ChatError, type Locale, newId, type Page, type Profile, type Visitor } from "@parley/protocol";
import { defineCollection, erasing, GONE } from "../../store/collections.ts";
import type { Collection, Doc, Store } from "../../store/store.ts";
import { mappedId } from "../../text/mapped-id.ts";
import { mergeProfile } from "./profile.ts";
import { withoutSecrets } from "./page-address.ts";
import { createRecent } from "./recent.ts";
import { hashToken, newToken } from "./tokens.ts";

interface VisitorDoc extends Doc, Omit<Visitor, "id"> {
  /** What the provider of their inbox's channel calls them; nothing for one of the web, whom a token proves. */
  externalId?: string;
  /** Raised by every change of the profile, so that two at once do not undo each other. */
  revision: number;
}

/** `_id` is the token's hash. */
interface VisitorToken extends Doc {
  visitorId: string;
  expiresAt: number;
}

export const VISITORS = defineCollection<VisitorDoc>("visitors", {
  owner: "users",
  whose: { visitor: "_id" },
  personal: { profile: {}, page: GONE, browser: GONE, externalId: GONE },
});

/** Tokens go on after an erasure, as they say nothing; they end when their visitor wants to be forgotten. */
export const VISITOR_TOKENS = defineCollection<VisitorToken>("visitorTokens", {
  owner: "users",
  indexes: [{ on: ["visitorId"] }, { on: ["expiresAt"] }],
  whose: { visitor: "visitorId" },
  refersTo: ["visitors"],
});

interface News {
  locale?: Locale | undefined;
  page?: Page | undefined;
  browser?: string | undefined;
  profile?: Profile | undefined;
}

const DAY = 86_400_000;
/** A token that nobody used for so long ends. */
export const VISITOR_IDLE = 180 * DAY;
/** Smallest difference of `lastSeenAt` that is worth a write. */
const SEEN_STEP = 60_000;
const MAX_BROWSER = 300;

/** Leaves of a visitor only that they were here. */
const NOTHING_KNOWN = { ...erasing(VISITORS), $inc: { revision: 1 } };

/** Visitors and the tokens that are their only credential. */
export function createVisitors(store: Store, now: () => number) {
  const visitors = VISITORS.open(store);
  const tokens = VISITOR_TOKENS.open(store);
  const recentTokens = createRecent<VisitorToken>({ now });
  const recentVisitors = createRecent<VisitorDoc>({ now });

  async function tokenOf(token: string): Promise<VisitorToken> {
    const hash = hashToken(token);
    const found = await recentTokens.get(hash, () => tokens.findOne({ _id: hash }));
    if (!found || found.expiresAt <= now()) throw new ChatError("unauthorized", "This visitor token is not valid.");
    if (found.expiresAt < now() + VISITOR_IDLE - DAY) {
      await tokens.update({ _id: hash }, { $max: { expiresAt: now() + VISITOR_IDLE } });
      recentTokens.drop(hash);
    }
    return found;
  }

  async function update({ visitorId, profile, ...news }: News & { visitorId: string }): Promise<Visitor> {
    // Who only comes back, as all do when a node was started again, costs no second write.
    const before = profile ? undefined : recentVisitors.peek(visitorId);
    if (before && before.lastSeenAt > now() - SEEN_STEP && isKnown(before, known(news))) return toVisitor(before);
    const updated = profile
      ? await changeProfile(visitors, visitorId, { profile, $set: known(news), at: now() })
      : await visitors.update({ _id: visitorId }, { $set: known(news), $max: { lastSeenAt: now() } });
    recentVisitors.drop(visitorId);
    if (!updated) throw new ChatError("notFound", "There is no such visitor.");
    return toVisitor(updated);
  }

  return {
    async createVisitor({ locale, page, browser }: News & { locale: Locale }) {
      const id = newId(now());
      const seen = { firstSeenAt: now(), lastSeenAt: now() };
      const visitor: VisitorDoc = { _id: id, profile: {}, locale, ...seen, revision: 0, ...known({ page, browser }) };
      await visitors.insert(visitor);
      const token = newToken("pv");
      await tokens.insert({ _id: hashToken(token), visitorId: id, expiresAt: now() + VISITOR_IDLE });
      return { visitor: toVisitor(visitor), token };
    },

    /** What a provider says of somebody never replaces what is known of them. */
    async reach({ inboxId, externalId, locale, profile }: Reached): Promise<Visitor> {
      const _id = mappedId(inboxId, externalId);
      const seen = { firstSeenAt: now(), lastSeenAt: now() };
      const before = await visitors.findOne({ _id, externalId });
      if (!before) {
        await visitors.insert({ _id, inboxId, externalId, profile: {}, locale, ...seen, revision: 0 });
        // Of who was erased only the id was left.
        await visitors.update({ _id }, { $set: { externalId } });
      }
      const news = Object.entries(profile ?? {}).filter(([name]) => !(name in (before?.profile ?? {})));
      return await update({ visitorId: _id, locale, ...(news.length > 0 && { profile: Object.fromEntries(news) }) });
    },

    async externalId({ visitorId }: { visitorId: string }): Promise<{ externalId?: string | undefined }> {
      return { externalId: (await visitors.findOne({ _id: visitorId }))?.externalId };
    },

    async authenticateVisitor({ token }: { token: string }): Promise<Visitor> {
      const { visitorId } = await tokenOf(token);
      const visitor = await recentVisitors.get(visitorId, () => visitors.findOne({ _id: visitorId }));
      if (!visitor) throw new ChatError("unauthorized", "This visitor token is not valid.");
      if (visitor.lastSeenAt > now() - SEEN_STEP) return toVisitor(visitor);
      recentVisitors.drop(visitorId);
      const seen = await visitors.update({ _id: visitorId }, { $max: { lastSeenAt: now() } });
      if (seen) recentVisitors.put(visitorId, seen);
      return toVisitor(seen ?? visitor);
    },

    updateVisitor: update,

    async visitors({ ids }: { ids: string[] }): Promise<Visitor[]> {
      return ids.length === 0 ? [] : (await visitors.find({ _id: { $in: ids } })).map(toVisitor);
    },

    async eraseVisitors({ ids, before }: { ids: string[]; before: number }) {
      await visitors.updateMany({ _id: { $in: ids }, lastSeenAt: { $lt: before } }, NOTHING_KNOWN);
      for (const id of ids) recentVisitors.drop(id);
      await store.scrub();
      return {};
    },

    async forgetVisitor({ visitorId }: { visitorId: string }) {
      await tokens.remove({ visitorId });
      recentTokens.dropWhere((token) => token.visitorId === visitorId);
      await visitors.update({ _id: visitorId }, NOTHING_KNOWN);
      recentVisitors.drop(visitorId);
      return {};
    },

    async removeExpired(): Promise<void> {
      await tokens.remove({ expiresAt: { $lte: now() } });
    },
  };
}

/** Whom a channel's provider names. */
interface Reached {
  inboxId: string;
  externalId: string;
  locale: Locale;
  profile?: Profile | undefined;
}

interface ProfileChange {
  profile: Profile;
  $set: Partial<Omit<VisitorDoc, "_id">>;
  at: number;
}

async function changeProfile(visitors: Collection<VisitorDoc>, _id: string, { profile, $set, at }: ProfileChange) {
  for (;;) {
    const seen = await visitors.findOne({ _id });
    if (!seen) return undefined;
    const merged = mergeProfile(seen.profile, profile);
    const change = { $set: { ...$set, profile: merged }, $inc: { revision: 1 }, $max: { lastSeenAt: at } };
    const updated = await visitors.update({ _id, revision: seen.revision }, change);
    if (updated) return updated;
  }
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

function toVisitor({ _id, revision: _internal, externalId: _theirs, ...visitor }: VisitorDoc): Visitor {
  return { id: _id, ...visitor };
}
