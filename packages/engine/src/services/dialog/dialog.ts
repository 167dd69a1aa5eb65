import { ChatError, type Conversation, type ConversationEvent, type LogPage, newId } from "@parley/protocol";
import { implement } from "../../rpc/contract.ts";
import type { Store } from "../../store/store.ts";
import type { Nlu } from "../nlu/contract.ts";
import { createAnswers } from "./answered.ts";
import { createCapacity } from "./capacity.ts";
import { createCarryOut } from "./carry-out.ts";
import { derivedId } from "./commands.ts";
import { dialog as contract, type Dialog, type Outcome } from "./contract.ts";
import { createDue } from "./due.ts";
import { handoverOf } from "./handover.ts";
import { createErasure } from "./erasure.ts";
import { createHeads, type Head, type StoredHead } from "./heads.ts";
import { eventKey } from "./keys.ts";
import { createLists } from "./lists.ts";
import { createLog, openEvents } from "./log.ts";
import { createPages } from "./pages.ts";
import { unsureTurns } from "./policy.ts";
import { composeResponse, type Response } from "./respond.ts";

export interface DialogParts {
  store: Store;
  nlu: Nlu;
  now?: () => number;
  /** Hears of what went wrong beside the path of a message. */
  onError?: (error: unknown) => void;
}

/** Events looked back over for the hand-over. */
const LOOK_BACK = 60;

/** The dialog service: conversations, their logs, and the bot's turn in them. */
export function createDialog({ store, nlu, now = Date.now, onError = () => {} }: DialogParts) {
  const events = openEvents(store);
  const conversations = store.collection<StoredHead>("conversations", [
    { on: ["visitorId"], unique: true },
    { on: ["status", "updatedAt"] },
    { on: ["status", "queuedAt"] },
    { on: ["awaitingSince"] },
    { on: ["status", "waitingSince"] },
    { on: ["idleSince"] },
    { on: ["closedAt"] },
    { on: ["agentId"] },
  ]);
  const heads = createHeads(conversations, events, onError);
  const answers = createAnswers(store, now);
  const log = createLog({ events, heads, answers, now });
  const pages = createPages(events);
  const { due, giveBack } = createDue({ conversations, log, now });
  const { erasable, erase } = createErasure({
    conversations,
    events,
    heads,
    log,
    answers,
    now,
    scrub: () => store.scrub(),
  });
  const bringListsUpToDate = createLists({ events, conversations, heads, now, onError });
  const capacity = createCapacity({ conversations, bringListsUpToDate });
  const carryOut = createCarryOut({ log, events, capacity, nlu, onError });

  async function respondTo(conversationId: string, messageId: string): Promise<Outcome> {
    const { conversation } = await heads.refresh(conversationId);
    const nothing: Outcome = { events: [], conversation, duplicate: false };
    const message = await log.find(conversationId, messageId);
    if (message?.type !== "message" || message.author.kind !== "visitor") return nothing;
    if (!isBotsTurn(conversation, message)) return nothing;
    const replyId = derivedId(messageId, "reply");
    if (await log.find(conversationId, replyId)) return { ...nothing, duplicate: true };

    const { locale } = conversation;
    const response = await composeResponse(nlu, message, { unsure: unsureTurns(conversation), locale });
    const happening = await withHandover(response, conversation, message.content.text);
    collect(response, message.content.text, { id: eventKey(conversationId, messageId), at: message.at });
    // Decided again at the moment of writing: if an agent took over meanwhile, the bot keeps silent (SPEC H4).
    const next = (head: Head) => (isBotsTurn(head.conversation, message) ? { id: replyId, happening } : undefined);
    return await log.commit({ conversationId, id: replyId, next });
  }

  async function withHandover({ happening, understanding }: Response, conversation: Conversation, question: string) {
    if (happening.type !== "queued") return happening;
    const recent = await pages.before(conversation.id, Number.MAX_SAFE_INTEGER, LOOK_BACK);
    const start = recent.findLastIndex(({ type }) => type === "opened");
    const episode = recent.slice(Math.max(start, 0));
    const { reason } = happening;
    const { locale } = conversation;
    return { ...happening, handover: handoverOf(episode, { question, understanding, reason, locale }) };
  }

  /** A page without events may be one of a conversation that there is not. */
  async function existing(conversationId: string, reading: Promise<LogPage>): Promise<LogPage> {
    const page = await reading;
    if (page.events.length === 0) await heads.get(conversationId);
    return page;
  }

  /** Questions the bot had no answer to are what it can learn from. */
  function collect({ decision, understanding, happening }: Response, text: string, from: { id: string; at: number }) {
    const asked = happening.type === "queued" && happening.reason !== "unsure";
    if (decision === "answer" || decision === "article" || asked) return;
    const { language, intents } = understanding;
    const guess = intents[0]?.intent;
    nlu.collect({ ...from, text, language, reason: "unsure", guess }).catch(onError);
  }

  const service: Dialog = implement(contract, {
    async open({ visitorId, channel, locale }) {
      const known = await conversations.findOne({ visitorId });
      if (known) return heads.recall(known.head).conversation;
      const at = now();
      const id = newId(at);
      const whose = { id, visitorId, channel, locale };
      const state = { status: "bot" as const, unsure: 0, from: 0 };
      const head = { conversation: { ...whose, seq: 0, episode: 0, openedAt: at, updatedAt: at, state } };
      const made = await conversations.insert({ _id: id, visitorId, seq: 0, status: "bot", updatedAt: at, head });
      return made ? heads.remember(head).conversation : await service.open({ visitorId, channel, locale });
    },

    async get({ conversationId }) {
      return await heads.refresh(conversationId);
    },

    async enter({ conversationId, after }) {
      const page = await pages.after(conversationId, after);
      return { ...(await heads.upTo(conversationId, page)), page };
    },

    async listed({ conversationIds }) {
      const found = await Promise.all(conversationIds.map((id) => heads.get(id).catch(absent)));
      return found.filter((head) => head !== undefined);
    },

    apply: (asked) => carryOut(asked),

    respond: ({ conversationId, messageId }) => respondTo(conversationId, messageId),

    read: ({ conversationId, after }) => existing(conversationId, pages.after(conversationId, after)),

    history: ({ conversationId, before, limit }) =>
      existing(conversationId, pages.history(conversationId, before, limit)),

    async list({ status, before, limit }) {
      await bringListsUpToDate();
      const waiting = status?.length === 1 && status[0] === "queued";
      const found = await conversations.find(
        {
          ...(status && { status: { $in: status } }),
          ...(before !== undefined && { updatedAt: { $lt: before } }),
          seq: { $gt: 0 },
        },
        { sort: waiting ? { queuedAt: 1 } : { updatedAt: -1 }, limit },
      );
      return found.map(({ head }) => head);
    },

    held: ({ agentIds }) => capacity.held(agentIds),

    async queue() {
      await bringListsUpToDate();
      const waiting = await conversations.find({ status: "queued" }, { sort: { queuedAt: 1 }, limit: 500 });
      return waiting.map(({ _id, queuedAt = 0 }) => ({ conversationId: _id, since: queuedAt }));
    },

    async due(limits) {
      await bringListsUpToDate();
      return await due(limits);
    },

    async giveBack({ agentIds }) {
      await bringListsUpToDate();
      return await giveBack(agentIds);
    },

    async erasable({ before }) {
      await bringListsUpToDate();
      return await erasable(before);
    },

    erase: ({ conversationIds }) => erase(conversationIds),

    async unfinished() {
      await bringListsUpToDate();
      // What seems still to come was written by a node whose clock is ahead, perhaps by hours: to wait until then would be worse than
      // to take a turn that it is about to take itself, for a turn that is taken twice has one reply.
      const [early, late] = [{ $lt: now() - UNANSWERED }, { $gt: now() + UNANSWERED }];
      const found = [early, late].map((awaitingSince) =>
        conversations.find({ awaitingSince }, { sort: { awaitingSince: 1 }, limit: 100 }),
      );
      return (await Promise.all(found))
        .flat()
        .flatMap(({ _id, head }) => (head.awaiting ? [{ conversationId: _id, messageId: head.awaiting }] : []));
    },
  });

  return { service, close: () => heads.close() };
}

/** Whether the bot has the conversation and had it, without a break, when this was said. */
function isBotsTurn({ state }: Conversation, { seq }: ConversationEvent): boolean {
  return state.status === "bot" && state.from < seq;
}

function absent(cause: unknown): undefined {
  if (ChatError.from(cause).code !== "notFound") throw cause;
}

/** Milliseconds after which a message without the bot's answer is taken up again: far longer than any turn takes. */
const UNANSWERED = 10_000;
