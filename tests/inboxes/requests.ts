import { newId } from "@parley/protocol";
import type { agentSocket } from "../support/agent.ts";
import type { Many } from "./many.ts";

type Agent = Awaited<ReturnType<typeof agentSocket>>;
type Place = Awaited<ReturnType<Many["waiting"]>>;

const id = () => newId();
const words = { type: "text" as const, text: "Hello." };

/** What a console asks about a conversation, before or after it has claimed it. */
export const REQUESTS: Record<string, (agent: Agent, place: Place) => Promise<unknown>> = {
  open: ({ open }, { conversationId }) => open(conversationId),
  leave: ({ ask }, { conversationId }) => ask("leave", { conversationId }),
  sync: ({ ask }, { conversationId }) => ask("sync", { conversationId, after: 0 }),
  history: ({ ask }, { conversationId }) => ask("history", { conversationId, before: 9, limit: 5 }),
  typing: ({ ask }, { conversationId }) => ask("typing", { conversationId, on: true }),
  read: ({ ask }, { conversationId }) => ask("read", { conversationId, seq: 1 }),
  note: ({ ask }, { conversationId }) => ask("note", { conversationId, id: id(), text: "note" }),
  claim: ({ claim }, { conversationId }) => claim(conversationId),
  send: ({ ask }, { conversationId }) => ask("send", { conversationId, id: id(), content: words }),
  // There is nothing to be sent again.
  resend: ({ ask }, { conversationId, messageId }) =>
    ask("resend", { conversationId, messageId }).catch((cause: { data?: { code: string } }) => {
      if (cause.data?.code !== "notFound") throw cause;
      return {};
    }),
  transfer: ({ ask, welcome }, { conversationId }) =>
    ask("transfer", { conversationId, id: id(), agentId: welcome.me.id }),
  files: ({ ask }, { conversationId }) => ask("files", { conversationId }),
  ways: ({ ask }, { conversationId }) => ask("ways", { conversationId }),
  tag: ({ ask }, { conversationId }) => ask("tag", { conversationId, id: id(), tag: "none", on: false }),
  snooze: ({ ask }, { conversationId }) => ask("snooze", { conversationId, id: id() }),
  // It cannot go on in itself, which is looked at in an inbox that is seen only.
  merge: ({ ask }, { conversationId }) =>
    ask("merge", { conversationId, id: id(), into: conversationId }).catch((error: { data?: { code?: string } }) => {
      if (error.data?.code !== "invalid") throw error;
      return {};
    }),
  wake: ({ ask }, { conversationId }) => ask("wake", { conversationId, id: id() }),
  planned: ({ ask }, { conversationId }) => ask("planned", { conversationId }),
  plan: ({ ask }, { conversationId }) =>
    ask("plan", { conversationId, id: id(), kind: "reminder", text: "call", at: Date.now() + 3_600_000, version: 0 }),
  unplan: ({ ask }, { conversationId }) => ask("unplan", { conversationId, id: id() }),
  release: ({ ask }, { conversationId }) => ask("release", { conversationId, id: id(), to: "queue" }),
  suggest: ({ ask }, { conversationId }) => ask("suggest", { conversationId }),
  articles: ({ ask }, { conversationId }) => ask("articles", { conversationId, text: "returns" }),
  macro: ({ ask }, { conversationId }) => ask("macro", { conversationId, id: id(), macro: "one", version: 1 }),
  decline: ({ ask }, { conversationId }) => ask("decline", { conversationId, id: id() }),
  close: async ({ ask, claim }, { conversationId }) => {
    await claim(conversationId);
    return await ask("close", { conversationId, id: id() });
  },
};
