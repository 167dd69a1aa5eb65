import { ChatError, FIRST_INBOX, type Inbox, type InboxDetails } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { SecretKeys } from "../../store/secrets/keys.ts";
import type { Doc, Store } from "../../store/store.ts";
import { changedMeanwhile, createHistory, type Versioned } from "./settings/history.ts";
import { createHolding } from "./settings/holding.ts";

export interface StoredInbox extends Doc, Omit<Inbox, "id" | "version">, Versioned {
  /** What the channel needs to speak for the account, sealed; a version before kept it as it is. Never leaves the engine. */
  secrets: Record<string, string>;
  /** On which sites its widget was seen first and last. No part of its versions. */
  seen?: InboxDetails["seen"];
}

export const INBOXES = defineCollection<StoredInbox>("inboxes", { owner: "dialog", refersTo: ["settingsHistory"] });

const FIRST: Omit<StoredInbox, "_id"> = { channel: "web", name: "Web", enabled: true, settings: {}, secrets: {} };

export interface InboxParts {
  /** What secrets are sealed with. */
  keys: SecretKeys;
  now: () => number;
  /** Makes sure that the first one is there. */
  opened: () => Promise<unknown>;
}

/** Makes the first inbox, the widget's; one that is there and says nothing of sites allows these. */
export async function firstInbox(store: Store, allowedOrigins: readonly string[] = []): Promise<void> {
  const inboxes = INBOXES.open(store);
  const settings = allowedOrigins.length > 0 ? { allowedOrigins: [...allowedOrigins] } : {};
  if (await inboxes.insert({ _id: FIRST_INBOX, ...FIRST, settings })) return;
  const there = await inboxes.findOne({ _id: FIRST_INBOX });
  if (there && !("allowedOrigins" in there.settings)) {
    await inboxes.update({ _id: FIRST_INBOX }, { $set: { settings: { ...there.settings, ...settings } } });
  }
}

type Changed = { [K in keyof Omit<StoredInbox, "_id" | "channel">]?: StoredInbox[K] | undefined };

/** What its versions are of. */
export const historyOf = (inboxId: string) => `inbox:${inboxId}`;

/** The inboxes as they are kept, each with its versions. */
export function openInboxes(store: Store, { now, opened: begin }: InboxParts) {
  const inboxes = INBOXES.open(store);
  const history = createHistory(store);
  let first: Promise<unknown> | undefined;

  async function opened() {
    first ??= begin();
    await first.catch((cause: unknown) => {
      first = undefined;
      throw cause;
    });
    return inboxes;
  }

  const known = createHolding(async () => await (await opened()).find({}));

  async function find(inboxId: string): Promise<StoredInbox> {
    const found = await (await opened()).findOne({ _id: inboxId });
    if (!found) throw new ChatError("notFound", "There is no such inbox.");
    return found;
  }

  async function write(before: StoredInbox, changed: Changed): Promise<StoredInbox> {
    const { _id, channel: _channel, secrets: _secrets, version, at: _at, by: _by, seen: _seen, ...value } = before;
    await history.keep(historyOf(_id), before, value);
    // What is `undefined` changes nothing.
    const $set = { ...(changed as Partial<StoredInbox>), version: (version ?? 0) + 1, at: now() };
    // Absent is what nobody has changed yet.
    const seen = { version: version ?? { $exists: false } };
    const written = await inboxes.update({ _id, ...seen }, { $set });
    known.forget();
    if (!written) throw changedMeanwhile();
    return written;
  }

  async function saw(_id: string, url: string): Promise<void> {
    const last = { url, at: now() };
    if (await inboxes.update({ _id, seen: { $exists: false } }, { $set: { seen: { first: last, last } } })) return;
    const { seen } = await find(_id);
    await inboxes.update({ _id }, { $set: { seen: { first: seen?.first ?? last, last } } });
  }

  return { history, opened, find, write, saw, lately: () => known.get() };
}
