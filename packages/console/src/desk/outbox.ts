import { createOutbox, type Entry, exclusively, openOutboxStore, type Outbox } from "@parley/client";
import { type AgentContent, ChatError, type Receipt, type Reply } from "@parley/protocol";
import type { Ask } from "../live/ask.ts";

/** Something an agent wrote that the engine has not confirmed, or has given up on. */
export interface Outgoing extends Entry {
  conversationId: string;
  what: { type: "reply"; content: AgentContent } | { type: "note"; text: string };
}

/** The outboxes of all conversations: none waits for another one. */
export interface Outboxes {
  readonly of: (conversationId: string) => Outbox<Outgoing>;
  /** Tries everything at once: we are connected again. */
  readonly resume: () => void;
}

const ACK_TIMEOUT = 5000;

interface OutboxNeeds {
  ask: Ask;
  ready: (conversationId: string) => boolean;
  /** Keeps apart what people on one browser write. */
  owner: string;
  /** Told where it was stored, just before it leaves the outbox. */
  confirmed: (entry: Outgoing, receipt: Receipt) => void;
}

/** What agents send, one outbox for each conversation. What earlier pages left is taken up. */
export function createOutboxes({ ask, ready, owner, confirmed }: OutboxNeeds): Outboxes {
  const prefix = `parley.outbox.${owner}.`;
  const store = openOutboxStore<Outgoing>(prefix, ({ conversationId, what }) => conversationId && what);
  const opened = new Map<string, Outbox<Outgoing>>();

  const open = (conversationId: string) => {
    const outbox = createOutbox<Outgoing>({
      store: { ...store, list: () => store.list().filter((entry) => entry.conversationId === conversationId) },
      ready: () => ready(conversationId),
      deliver: (entry) => deliver(ask, entry),
      refused: () => true,
      delivered(receipt, entry) {
        confirmed(entry, receipt);
        outbox.discard(entry.id);
      },
      exclusively: (run) => exclusively(prefix + conversationId, run),
    });
    opened.set(conversationId, outbox);
    return outbox;
  };
  const of = (conversationId: string) => opened.get(conversationId) ?? open(conversationId);
  for (const { conversationId } of store.list()) of(conversationId);

  return {
    of,
    resume() {
      for (const outbox of opened.values()) outbox.resume();
    },
  };
}

function deliver(ask: Ask, { id, conversationId, what }: Outgoing): Promise<Reply<Receipt>> {
  const sent =
    what.type === "note"
      ? ask("note", { conversationId, id, text: what.text }, ACK_TIMEOUT)
      : ask("send", { conversationId, id, content: what.content }, ACK_TIMEOUT);
  return sent.then(
    (value): Reply<Receipt> => ({ ok: true, value }),
    (cause: unknown): Reply<Receipt> => ({ ok: false, error: ChatError.from(cause).toJSON() }),
  );
}
