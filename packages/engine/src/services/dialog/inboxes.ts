import { isDeepStrictEqual } from "node:util";
import { ChatError, FIRST_INBOX, type Inbox, type InboxDetails, type PastVersion } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import type { Dialog } from "./contract.ts";
import { changedMeanwhile, createHistory, requireSeen, type Versioned } from "./settings/history.ts";

interface StoredInbox extends Doc, Omit<Inbox, "id" | "version">, Versioned {
  /** What the channel needs to speak for the account. Never leaves the engine. */
  secrets: Record<string, string>;
}

export const INBOXES = defineCollection<StoredInbox>("inboxes", { owner: "dialog", refersTo: ["settingsHistory"] });

/** An inbox as it is put there; secrets that are not named stay, an empty one goes. */
export type InboxDraft = Inbox & { secrets?: Record<string, string> | undefined };

const FIRST: Omit<StoredInbox, "_id"> = { channel: "web", name: "Web", enabled: true, settings: {}, secrets: {} };

/** The accounts of channels through which conversations come. The first one, the widget's, is always there. */
export function createInboxes(store: Store, now: () => number = Date.now) {
  const inboxes = INBOXES.open(store);
  const history = createHistory(store);
  let first: Promise<unknown> | undefined;

  async function opened() {
    first ??= inboxes.insert({ _id: FIRST_INBOX, ...FIRST });
    await first.catch((cause: unknown) => {
      first = undefined;
      throw cause;
    });
    return inboxes;
  }

  async function find(inboxId: string): Promise<StoredInbox> {
    const found = await (await opened()).findOne({ _id: inboxId });
    if (!found) throw new ChatError("notFound", "There is no such inbox.");
    return found;
  }

  async function write(before: StoredInbox, changed: Changed): Promise<StoredInbox> {
    const { _id, channel: _channel, secrets: _secrets, version, at: _at, by: _by, ...value } = before;
    await history.keep(historyOf(_id), before, value);
    // What is `undefined` changes nothing.
    const $set = { ...(changed as Partial<StoredInbox>), version: (version ?? 0) + 1, at: now() };
    // Absent is what nobody has changed yet.
    const seen = { version: version ?? { $exists: false } };
    const written = await inboxes.update({ _id, ...seen }, { $set });
    if (!written) throw changedMeanwhile();
    return written;
  }

  return {
    async all(): Promise<Inbox[]> {
      return (await (await opened()).find({}, { sort: { _id: 1 } })).map(withoutSecrets);
    },

    /** All, as the console shows them. */
    async details(): Promise<InboxDetails[]> {
      return (await (await opened()).find({}, { sort: { _id: 1 } })).map(detailsOf);
    },

    /** One of them, without its secrets. */
    async of(inboxId: string): Promise<Inbox> {
      return withoutSecrets(await find(inboxId));
    },

    /** Of one, with its secrets: for its channel only. */
    async secretsOf(inboxId: string): Promise<Record<string, string>> {
      return (await find(inboxId)).secrets;
    },

    /** The inbox in which somebody wants to begin a conversation; `forbidden` if it is switched off. */
    async beginIn(inboxId: string): Promise<Inbox> {
      const inbox = await find(inboxId);
      if (!inbox.enabled) throw new ChatError("forbidden", "This inbox is switched off.");
      return withoutSecrets(inbox);
    },

    /** Makes an inbox, or changes one; of which channel it is stays. */
    async put({ id, secrets = {}, version: _version, ...inbox }: InboxDraft): Promise<Inbox> {
      const made: StoredInbox = { _id: id, ...inbox, secrets: named(secrets) };
      if (await (await opened()).insert(made)) return withoutSecrets(made);
      const before = await find(id);
      if (before.channel !== inbox.channel) {
        throw new ChatError("conflict", `This inbox is of the channel ${before.channel}.`);
      }
      const changed = { ...inbox, secrets: named({ ...before.secrets, ...secrets }) };
      // It may be put again, by who did not hear of it or by several nodes at once.
      return withoutSecrets(isDeepStrictEqual(changed, kept(before)) ? before : await write(before, changed));
    },

    /** Makes an inbox that is not there yet; `conflict` if it is. */
    async make({ id, secrets = {}, ...inbox }: Omit<InboxDraft, "version">, by: string): Promise<InboxDetails> {
      const made: StoredInbox = { _id: id, ...inbox, secrets: named(secrets), version: 1, at: now(), by };
      if (await (await opened()).insert(made)) return detailsOf(made);
      throw new ChatError("conflict", "There already is an inbox of this name.");
    },

    /** Changes what is named; `conflict` unless the version that was seen still holds. */
    async change({
      id,
      version,
      by,
      secrets,
      ...changed
    }: Parameters<Dialog["changeInbox"]>[0]): Promise<InboxDetails> {
      const before = await find(id);
      requireSeen(version, before);
      const all = secrets && { secrets: named({ ...before.secrets, ...secrets }) };
      return detailsOf(await write(before, { ...changed, ...all, by }));
    },

    /** What it was before, the newest first. */
    async past(inboxId: string): Promise<PastVersion[]> {
      return await history.before(historyOf(inboxId), await find(inboxId));
    },
  };
}

/** What somebody put there. */
const kept = ({ _id, version: _version, at: _at, by: _by, ...inbox }: StoredInbox) => inbox;

type Changed = { [K in keyof Omit<StoredInbox, "_id" | "channel">]?: StoredInbox[K] | undefined };

const historyOf = (inboxId: string) => `inbox:${inboxId}`;

const named = (secrets: Record<string, string>) =>
  Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== ""));

function withoutSecrets({ _id, secrets: _secret, at: _at, by: _by, ...inbox }: StoredInbox): Inbox {
  return { id: _id, ...inbox };
}

function detailsOf({ _id, secrets, version = 0, ...inbox }: StoredInbox): InboxDetails {
  return { id: _id, ...inbox, version, secrets: Object.keys(secrets).sort() };
}
