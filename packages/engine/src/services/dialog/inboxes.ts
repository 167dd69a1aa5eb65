import { isDeepStrictEqual } from "node:util";
import { ChatError, type Inbox, type InboxDetails, type PastVersion } from "@parley/protocol";
import { changedSecrets, openSecrets } from "../../store/secrets/sealed-secrets.ts";
import type { Store } from "../../store/store.ts";
import type { Dialog } from "./contract.ts";
import { requireSeen } from "./settings/history.ts";
import { historyOf, type InboxParts, openInboxes, type StoredInbox } from "./stored-inboxes.ts";

/** An inbox as it is put there; secrets that are not named stay, an empty one goes. */
export type InboxDraft = Inbox & { secrets?: Record<string, string> | undefined };

/** The accounts of channels through which conversations come. The first one, the widget's, is always there. */
export function createInboxes(store: Store, parts: InboxParts) {
  const { now, keys } = parts;
  const { history, opened, find, write, saw, lately } = openInboxes(store, parts);

  return {
    async all(): Promise<Inbox[]> {
      return (await (await opened()).find({}, { sort: { _id: 1 } })).map(withoutSecrets);
    },

    /** All, as the console shows them. */
    async details(): Promise<InboxDetails[]> {
      return (await (await opened()).find({}, { sort: { _id: 1 } })).map(detailsOf);
    },

    saw,

    /** Of one, with its secrets: for its channel only. */
    async secretsOf(inboxId: string): Promise<Record<string, string>> {
      const { secrets } = await find(inboxId);
      return openSecrets(inboxId, secrets, await keys.opening());
    },

    /** One, as it was a second ago at most: every turn of the bot asks for it. */
    async of(inboxId: string): Promise<Inbox> {
      return withoutSecrets((await lately()).find(({ _id }) => _id === inboxId) ?? (await find(inboxId)));
    },

    /** All, as they were a second ago at most. */
    lately: async (): Promise<Inbox[]> => (await lately()).map(withoutSecrets),

    /** The inbox in which somebody wants to begin a conversation; `forbidden` if it is switched off. */
    async beginIn(inboxId: string): Promise<Inbox> {
      const inbox = await find(inboxId);
      if (!inbox.enabled) throw new ChatError("forbidden", "This inbox is switched off.");
      return withoutSecrets(inbox);
    },

    /** Makes an inbox, or changes one; of which channel it is stays. */
    async put({ id, secrets = {}, version: _version, ...inbox }: InboxDraft): Promise<Inbox> {
      const made: StoredInbox = { _id: id, ...inbox, secrets: await changedSecrets(id, {}, secrets, keys) };
      if (await (await opened()).insert(made)) return withoutSecrets(made);
      const before = await find(id);
      if (before.channel !== inbox.channel) {
        throw new ChatError("conflict", `This inbox is of the channel ${before.channel}.`);
      }
      const changed = { ...inbox, secrets: await changedSecrets(id, before.secrets, secrets, keys) };
      // It may be put again, by who did not hear of it or by several nodes at once.
      return withoutSecrets(isDeepStrictEqual(changed, kept(before)) ? before : await write(before, changed));
    },

    /** Makes an inbox that is not there yet; `conflict` if it is. */
    async make({ id, secrets = {}, ...inbox }: Omit<InboxDraft, "version">, by: string): Promise<InboxDetails> {
      const made: StoredInbox = {
        _id: id,
        ...inbox,
        secrets: await changedSecrets(id, {}, secrets, keys),
        version: 1,
        at: now(),
        by,
      };
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
      const all = secrets && { secrets: await changedSecrets(id, before.secrets, secrets, keys) };
      return detailsOf(await write(before, { ...changed, ...all, by }));
    },

    /** What it was before, the newest first. */
    async past(inboxId: string): Promise<PastVersion[]> {
      return await history.before(historyOf(inboxId), await find(inboxId));
    },
  };
}

/** What somebody put there. */
const kept = ({ _id, version: _version, at: _at, by: _by, seen: _seen, ...inbox }: StoredInbox) => inbox;

function withoutSecrets({ _id, secrets: _secret, at: _at, by: _by, seen: _seen, ...inbox }: StoredInbox): Inbox {
  return { id: _id, ...inbox };
}

function detailsOf({ _id, secrets, version = 0, ...inbox }: StoredInbox): InboxDetails {
  return { id: _id, ...inbox, version, secrets: Object.keys(secrets).sort() };
}
