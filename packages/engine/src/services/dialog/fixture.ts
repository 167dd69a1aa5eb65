import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatError, type ConversationEvent, newId, type Understanding, type VisitorContent } from "@parley/protocol";
import { afterEach, beforeEach } from "vitest";
import { openStore } from "../../store/open.ts";
import { openKeys } from "../../store/secrets/keys.ts";
import type { Collection, Doc, Index, Store } from "../../store/store.ts";
import type { Nlu } from "../nlu/contract.ts";
import type { Command, Dialog } from "./contract.ts";
import { createDialog, type DialogParts } from "./dialog.ts";

export const ann = { id: "ann", name: "Ann" };
export const bob = { id: "bob", name: "Bob" };
export const visitorSays = (text: string): Command => ({
  do: "say",
  author: { kind: "visitor" },
  content: { type: "text", text },
});
export const agentSays = (agent: typeof ann, text: string): Command => ({
  do: "say",
  author: { kind: "agent", ...agent },
  content: { type: "text", text },
});

export const picks = (label: string, value: string): VisitorContent => ({ type: "choice", text: label, value });

/** What the bot decided, and which events that were not its messages came. */
export const kinds = (events: readonly ConversationEvent[]) =>
  events.map((event) => (event.type === "message" ? event.insight?.decision : event.type));

/** What was said in events. */
export const textOf = (events: readonly ConversationEvent[]) =>
  events.map((event) => (event.type === "message" ? event.content.text : "")).join("");

const isUnknown = (text: string) => !/refund/.test(text) && /^(hm\b|talk)/.test(text);

/** What “furious” and “elsewhere” tell beside a wish. */
function signalsIn(text: string): Pick<Understanding, "signals"> {
  const signals = {
    ...(/furious/.test(text) && { feeling: "angry" as const }),
    ...(/elsewhere/.test(text) && { leaving: true as const }),
  };
  return Object.keys(signals).length > 0 ? { signals } : {};
}

/** A neighbour that understands two things: “refund” surely, “hm” not at all. */
export function neighbour(collected: unknown[] = []): Nlu {
  const understanding = (text: string): Understanding => ({
    intents: isUnknown(text) ? [] : [{ intent: "refund", title: "Refund", confidence: 1 }],
    inScope: !isUnknown(text),
    language: "en",
    sentiment: "neutral",
    ...signalsIn(text),
    entities: [],
    model: 1,
  });
  const calls: Partial<Nlu> = {
    understand: async ({ text }) => understanding(text),
    search: async () => [],
    answer: async () => ({ content: { type: "text", text: "5 days." }, title: "Refund" }),
    heard: async () => ({}),
    collect: async (question) => (collected.push(question), {}),
  };
  return calls as Nlu;
}

/** A store, which takes so many writes to a collection and then is gone. */
export function storeThatTakes(store: Store, count: number, name: string): Store {
  let left = count;
  const take = () => {
    if (left-- <= 0) throw new ChatError("unavailable", "The store is gone.");
  };
  return {
    ...store,
    collection<T extends Doc>(asked: string, indexes?: readonly Index<T>[]): Collection<T> {
      const collection = store.collection<T>(asked, indexes);
      if (asked !== name) return collection;
      return {
        ...collection,
        insert: async (doc) => (take(), await collection.insert(doc)),
        update: async (filter, change) => (take(), await collection.update(filter, change)),
      };
    },
  };
}

/** A key for the secrets of a test. */
export const keys = openKeys({
  store: "mongodb://nowhere",
  secretsKeys: ["a key that is for tests and for nothing else"],
});

/** Dialog services over one store, which is new for every test. */
export function useDialog() {
  let folder: string;
  let store: Store;
  let opened: ReturnType<typeof createDialog>[] = [];
  const collected: unknown[] = [];

  /** One more node over the same store. */
  function node(
    nlu: Nlu = neighbour(collected),
    now: () => number = Date.now,
    over = store,
    more: Partial<Omit<DialogParts, "store" | "nlu" | "now">> = {},
  ): Dialog {
    const made = createDialog({ store: over, keys, nlu, now, ...more });
    opened.push(made);
    return made.service;
  }

  const world = {
    node,
    collected,
    dialog: undefined as unknown as Dialog,
    store: undefined as unknown as Store,
    begin: async () => (await world.dialog.open({ visitorId: newId(), channel: "web", locale: "en" })).id,
    apply: (conversationId: string, command: Command, id = newId()) =>
      world.dialog.apply({ conversationId, id, command }),
    /** Says something and lets the bot take its turn; resolves to the events that came of it. */
    async say(
      conversationId: string,
      said: string | VisitorContent,
      online?: number,
      dialog?: Dialog,
    ): Promise<ConversationEvent[]> {
      const messageId = newId();
      const content = typeof said === "string" ? { type: "text" as const, text: said } : said;
      const node = dialog ?? world.dialog;
      await node.apply({
        conversationId,
        id: messageId,
        command: { do: "say", author: { kind: "visitor" }, content },
      });
      return (await node.respond({ conversationId, messageId, online })).events;
    },
    stateOf: async (conversationId: string) => (await world.dialog.get({ conversationId })).conversation.state,
    logOf: async (conversationId: string) => (await world.dialog.read({ conversationId, after: 0 })).events,
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "dialog-"));
    store = await openStore(folder);
    opened = [];
    collected.length = 0;
    world.dialog = node();
    world.store = store;
  });

  afterEach(async () => {
    for (const { close } of opened) await close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  return world;
}
