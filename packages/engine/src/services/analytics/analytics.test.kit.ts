import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Conversation,
  type ConversationEvent,
  ChatError,
  type Decision,
  type Happening,
  newId,
  type Report,
} from "@parley/protocol";
import { onTestFinished } from "vitest";
import { openStore } from "../../store/open.ts";
import type { Dialog } from "../dialog/contract.ts";
import { createAnalytics } from "./analytics.ts";

export const START = Date.UTC(2026, 2, 2, 9);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const ada = { id: "ada", name: "Ada" };
export const bo = { id: "bo", name: "Bo" };

/** Conversations that the test writes, read as the dialog service reads its logs, in pages. */
function createLogs(clock: { now: number }) {
  const logs = new Map<string, ConversationEvent[]>();
  const broken = new Set<string>();
  const pages = { most: Number.MAX_SAFE_INTEGER };
  const firsts = new Map<string, number>();
  let reads = 0;
  const slow: (Promise<void> | undefined)[] = [];
  const erased = new Map<string, number>();
  /** Where all of them are. */
  const where = { channel: "web", locale: "en", inboxId: "web" };
  /** Without what was erased: reading from before it begins anew, as with the real service. */
  const readable = (log: readonly ConversationEvent[], conversationId: string) =>
    log.filter(({ seq }) => seq >= (erased.get(conversationId) ?? 0));
  const logOf = (conversationId: string) => {
    reads++;
    if (broken.has(conversationId)) throw new ChatError("unavailable", "The log cannot be read.");
    return logs.get(conversationId) ?? [];
  };
  const calls: Partial<Dialog> = {
    listed: async ({ conversationIds }) =>
      conversationIds.map((id) => ({ conversation: { id, ...where } as Conversation })),
    read: async ({ conversationId, after = 0 }) => {
      const log = logOf(conversationId);
      const head = log.length;
      const cut = head - after > 2000 || after + 1 < (erased.get(conversationId) ?? 0);
      const page = cut
        ? { events: readable(log.slice(-50), conversationId), reset: true }
        : { events: log.slice(after, after + 200) };
      await slow.shift();
      return { ...page, head };
    },
    history: async ({ conversationId, before, limit }) => {
      const log = logOf(conversationId);
      // The end of what was asked for: as with the real service a page may be shorter, as long as words are long.
      const most = Math.min(limit, pages.most);
      const events = readable(log.slice(Math.max(0, before - 1 - most), before - 1), conversationId);
      return { events: events.filter(({ seq }) => seq >= (firsts.get(conversationId) ?? 1)), head: log.length };
    },
  };
  return {
    dialog: calls as Dialog,
    where,
    broken,
    /** How many events a page backwards holds at most. */
    pages,
    reads: () => reads,
    /** Lets the next page but so many, as it is then, arrive only when the function that this answers is called. */
    delayRead(but = 0): () => void {
      let release = () => {};
      slow[but] = new Promise((resolve) => (release = resolve));
      return release;
    },
    write(conversationId: string, happening: Happening, id = newId()): string {
      const log = logs.get(conversationId) ?? [];
      log.push({ id, conversationId, seq: log.length + 1, at: clock.now, ...happening });
      logs.set(conversationId, log);
      return id;
    },
    /** Loses the events before a number, as no store should. */
    forgetBefore: (conversationId: string, seq: number) => void firsts.set(conversationId, seq),
    /** Erases what is before the last event. */
    dropBefore: (conversationId: string) => void erased.set(conversationId, logs.get(conversationId)?.length ?? 0),
    events: (conversationId: string) => logs.get(conversationId) ?? [],
    /** What a gateway says that saw everything after a number happen. */
    since(conversationId: string, after: number) {
      const log = logs.get(conversationId) ?? [];
      return { conversationId, seq: log.length, events: log.slice(after) };
    },
    heads: () => [...logs].map(([conversationId, { length }]) => ({ conversationId, seq: length })),
  };
}

/** An analytics service on a real store in a temporary folder, over logs that the test writes. */
export async function openAnalytics() {
  const folder = await mkdtemp(join(tmpdir(), "parley-analytics-"));
  const store = await openStore(folder);
  const clock = { now: START };
  const logs = createLogs(clock);
  const opened: ReturnType<typeof createAnalytics>[] = [];
  const errors: unknown[] = [];
  const start = () => {
    const made = createAnalytics({ store, dialog: logs.dialog, now: () => clock.now, onError: (e) => errors.push(e) });
    opened.push(made);
    return made;
  };
  const create = () => start().service;
  onTestFinished(async () => {
    for (const made of opened) await made.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
  const service = create();

  /** What a conversation's participants do, one after the other. */
  function conversation(id = newId()) {
    const write = (happening: Happening, eventId?: string) => logs.write(id, happening, eventId);
    return {
      id,
      write,
      opens: () => write({ type: "opened", author: { kind: "visitor" } }),
      asks: (text: string) => write({ type: "message", author: { kind: "visitor" }, content: { type: "text", text } }),
      bot(decision: Decision, replyTo: string, intent = "refund") {
        const intents = [{ intent, confidence: 0.9 }];
        const understanding = {
          intents,
          inScope: true,
          language: "en",
          sentiment: "neutral",
          entities: [],
          model: 1,
        } as const;
        const insight = { replyTo, decision, understanding: { ...understanding, intents: [...intents], entities: [] } };
        if (decision === "escalate") return write({ type: "queued", reason: "unsure", insight });
        return write({ type: "message", author: { kind: "bot" }, content: { type: "text", text: "..." }, insight });
      },
      queues: () => write({ type: "queued", reason: "asked" }),
      claims: (agent: typeof ada) => write({ type: "claimed", agent }),
      says: (agent: typeof ada, text: string) =>
        write({ type: "message", author: { kind: "agent", ...agent }, content: { type: "text", text } }),
      closes: () => write({ type: "closed", author: { kind: "visitor" } }),
      rates: (score: number) => write({ type: "rated", score }),
    };
  }

  const follow = () => service.follow({ heads: logs.heads() });
  const report = (range?: { from: number; to: number }): Promise<Report> =>
    service.report(range ?? { from: START, to: START + DAY });
  return { store, clock, logs, service, start, create, conversation, follow, report, errors };
}
