import { ChatError, FIRST_INBOX, type Inbox } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";

interface StoredInbox extends Doc, Omit<Inbox, "id"> {
  /** What the channel needs to speak for the account. Never leaves the engine. */
  secrets: Record<string, string>;
}

export const INBOXES = defineCollection<StoredInbox>("inboxes", { owner: "dialog" });

/** An inbox as it is put there; secrets that are not named stay, an empty one goes. */
export type InboxDraft = Inbox & { secrets?: Record<string, string> | undefined };

const FIRST: Omit<StoredInbox, "_id"> = { channel: "web", name: "Web", enabled: true, settings: {}, secrets: {} };

/** The accounts of channels through which conversations come. The first one, the widget's, is always there. */
export function createInboxes(store: Store) {
  const inboxes = INBOXES.open(store);
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

  return {
    async all(): Promise<Inbox[]> {
      return (await (await opened()).find({}, { sort: { _id: 1 } })).map(withoutSecrets);
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
    async put({ id, secrets = {}, ...inbox }: InboxDraft): Promise<Inbox> {
      const made: StoredInbox = { _id: id, ...inbox, secrets: named(secrets) };
      if (await (await opened()).insert(made)) return withoutSecrets(made);
      const before = await find(id);
      if (before.channel !== inbox.channel) {
        throw new ChatError("conflict", `This inbox is of the channel ${before.channel}.`);
      }
      const $set = { ...inbox, secrets: named({ ...before.secrets, ...secrets }) };
      return withoutSecrets((await inboxes.update({ _id: id }, { $set })) ?? before);
    },
  };
}

const named = (secrets: Record<string, string>) =>
  Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== ""));

function withoutSecrets({ _id, secrets: _secret, ...inbox }: StoredInbox): Inbox {
  return { id: _id, ...inbox };
}
