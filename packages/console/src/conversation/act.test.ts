import { ChatError, type ConversationState, type ErrorCode } from "@parley/protocol";
import { effect, signal } from "@preact/signals";
import { afterEach, expect, test } from "vitest";
import { claims } from "../desk/claims.ts";
import type { Desk } from "../desk/desk.ts";
import { createInbox } from "../desk/inbox.ts";
import { createThread } from "../desk/thread.ts";
import { language } from "../language/language.ts";
import { toasts } from "../ui/toast.ts";
import { claim, tellRefusal } from "./act.ts";

afterEach(() => {
  toasts.value = [];
});

const refusals: Record<string, [ErrorCode, Record<string, unknown>, tone: string, en: string, zh: string]> = {
  "somebody was faster": ["conflict", { agent: { id: "ben", name: "Ben" } }, "plain", "Ben was faster", "Ben 抢先一步"],
  "the colleague is away": ["conflict", { availability: "away" }, "bad", "is away now", "该同事当前离开"],
  "the colleague has gone": ["conflict", { availability: "offline" }, "bad", "are not here any more", "该同事已不在线"],
  "one has as many as one may": ["conflict", { capacity: 3 }, "bad", "may have 3 conversations", "最多同时接待 3 个"],
  "somebody else changed it": ["conflict", {}, "bad", "changed this meanwhile", "在此期间修改"],
  "one may not": ["forbidden", {}, "bad", "You may not do this", "没有此权限"],
};

test.each(Object.entries(refusals))(
  "[R4] a refusal is told in one's own words: %s",
  (_what, [code, details, ...told]) => {
    const [tone, en, zh] = told;
    for (const [locale, words] of [
      ["en", en],
      ["zh-CN", zh],
    ] as const) {
      language.value = locale;
      tellRefusal(new ChatError(code, "A sentence for developers.", { details }));
      expect(toasts.value.at(-1)).toMatchObject({ tone, text: expect.stringContaining(words) as string });
      expect(toasts.value.at(-1)?.text).not.toContain("developers");
    }
  },
);

test("[M11] a claim that was granted is none that was refused where the connection is lost right after it", async () => {
  const ask = async (event: string) => {
    if (event === "claim") return { seq: 2 };
    throw new ChatError("forbidden", "Nothing can be asked.");
  };
  const opening = { conversationId: "c1", heard: () => undefined, opened: () => undefined, mark: () => 0 };
  const thread = signal(createThread({ ...opening, ask: ask as never }));
  const outboxes = { of: () => ({ resume: () => undefined }) };
  expect(await claim({ live: { ask }, thread, outboxes } as unknown as Desk, "c1")).toBe(true);
  expect([toasts.value, claims.asked.value.has("c1")]).toEqual([[], false]);
});

test("[M11] who takes a conversation that is still being opened has it once that is answered, before the list says so", async () => {
  const conversationId = "c1";
  let state: ConversationState = { status: "queued", since: 0, reason: "asked" };
  const opened = () => ({
    item: { conversation: { id: conversationId, seq: 1, state } },
    page: { events: [], head: 0 },
    viewers: [],
    read: { visitor: 0 },
  });
  let opens = 0;
  const answers: Record<string, () => unknown> = {
    // The first is on its way for longer than the claim.
    open: () => (++opens === 1 ? new Promise(() => {}) : opened()),
    claim: () => ((state = { status: "agent", since: 0, agent: { id: "ann", name: "Ann" } }), { seq: 2 }),
  };
  const ask = async (event: string) => await answers[event]?.();
  const inbox = createInbox();
  inbox.merge([opened().item as never]);
  const needs = { conversationId, heard: () => undefined, mark: inbox.mark };
  const thread = createThread({ ...needs, ask: ask as never, opened: ({ item }) => inbox.merge([item]) });
  void thread.open();
  const before: unknown[] = [];
  const stop = effect(() => {
    if (!claims.asked.value.has(conversationId))
      before.push(inbox.items.peek().get(conversationId)?.conversation.state);
  });
  const outboxes = { of: () => ({ resume: () => undefined }) };
  expect(await claim({ live: { ask }, thread: signal(thread), outboxes } as unknown as Desk, conversationId)).toBe(
    true,
  );
  stop();
  expect(before).toMatchObject([{ status: "queued" }, { status: "agent" }]);
});
