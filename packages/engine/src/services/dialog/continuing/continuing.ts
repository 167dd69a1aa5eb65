import type { Conversation, ConversationEvent, Happening, Inbox, MessageEvent } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import { listed } from "../../../text/listed.ts";
import type { Dialog, Missed, MissedWords, SentOn } from "../contract.ts";
import { type Events, withoutKey } from "../events.ts";
import type { Heads } from "../heads.ts";
import { createResting } from "../push/resting.ts";
import type { createReadMarks } from "../read-marks.ts";
import { CONTINUATIONS, type StoredContinuation } from "./stored.ts";

/** Milliseconds that a taker has to send it and say what came of it. */
const LEASE = 60_000;
/** Milliseconds after which what was meant to be written to a log never will be. */
const GIVEN_UP = 60_000;
/** Milliseconds after which it is too late to send something on. */
const EXPIRES = 7 * 24 * 3_600_000;
const RETRY = { first: 30_000, longest: 3_600_000 };
/** Chats in a pass, events of a log that are read at once, and messages that are sent on together: what is more is sent next. */
const [IN_A_PASS, PAGE, MOST] = [200, 100, 50];
/** The channel whose visitors may be away: all others keep what was said for them. */
const AWAY = "web";

export interface ContinuingParts {
  store: Store;
  events: Events;
  heads: Pick<Heads, "get">;
  marks: Pick<ReturnType<typeof createReadMarks>, "of">;
  /** All inboxes, as they were a second ago at most. */
  inboxes: () => Promise<readonly Pick<Inbox, "id" | "enabled" | "settings">[]>;
  now: () => number;
}

type Handlers = Pick<Dialog, "missed" | "takeMissed" | "sentOn" | "continuedWith">;

/**
 * Chats that go on elsewhere when their visitor is away: what people said there, and the bot after them. That there may be something to send is
 * noted before it is written to the log, so that no crash in between loses it; of several nodes one takes it.
 */
export function createContinuing({ store, events, heads, marks, inboxes, now }: ContinuingParts) {
  const stored = CONTINUATIONS.open(store);
  const resting = createResting(now);
  const passed = new Map<string, string>();
  const mayGo = ({ _id, turn, pause }: StoredContinuation) => resting(`turn ${_id}`, turn) >= pause;

  /** What others said that the visitor has neither seen nor been sent, the oldest first. */
  async function missedIn({ _id: conversationId, told }: StoredContinuation): Promise<MessageEvent[]> {
    const { visitor } = await marks.of(conversationId);
    const said: MessageEvent[] = [];
    for (let seq = Math.max(visitor, told), left = PAGE; left === PAGE && said.length < MOST;) {
      const page = await events.find({ conversationId, seq: { $gt: seq } }, { sort: { seq: 1 }, limit: PAGE });
      said.push(...page.map(withoutKey).filter(isSaidToVisitor));
      [seq, left] = [page.at(-1)?.seq ?? seq, page.length];
    }
    const fresh = said.filter(({ at }) => now() - at < EXPIRES);
    // What the bot said before a person came is theirs to read when they are back; it never begins a mail.
    const from = told > 0 ? 0 : fresh.findIndex(({ author }) => author.kind === "agent");
    return from < 0 ? [] : fresh.slice(from, from + MOST);
  }

  /** Nothing is to be sent, unless something is about to be said in this moment. */
  async function settle({ _id, turn, intents }: StoredContinuation): Promise<void> {
    const change = { $unset: { due: true }, $inc: { turn: 1 }, $set: { attempts: 0, pause: 0 } } as const;
    await stored.update({ _id, turn, intents }, change);
  }

  async function look(continuation: StoredContinuation): Promise<Missed[]> {
    if (!mayGo(continuation)) return [];
    const [oldest] = await missedIn(continuation);
    if (oldest) return [{ conversationId: continuation._id, seq: oldest.seq, at: oldest.at }];
    // It was read, or was never said; or it is still about to be written.
    if (resting(`intents ${continuation._id}`, continuation.intents) > GIVEN_UP) await settle(continuation);
    return [];
  }

  async function take(_id: string): Promise<MissedWords | undefined> {
    const continuation = await stored.findOne({ _id });
    if (!continuation?.due || !mayGo(continuation)) return undefined;
    const missed = await missedIn(continuation);
    if (missed.length === 0) return undefined;
    const lease = { $set: { pause: LEASE }, $inc: { attempts: 1, turn: 1 } };
    if (!(await stored.update({ _id, turn: continuation.turn }, lease))) return undefined;
    return { conversation: (await heads.get(_id)).conversation, events: missed };
  }

  const handlers: Handlers = {
    async missed({ inboxIds }) {
      // Each account goes through its own: what others wait for keeps nobody.
      const whose = JSON.stringify(inboxIds);
      const due = { due: true as const, inboxId: { $in: inboxIds }, _id: { $gt: passed.get(whose) ?? "" } };
      const found = await stored.find(due, { sort: { _id: 1 }, limit: IN_A_PASS });
      if (found.length < IN_A_PASS) passed.delete(whose);
      else passed.set(whose, found.at(-1)?._id ?? "");
      return (await Promise.all(found.map(look))).flat();
    },
    async takeMissed({ conversationId }) {
      const missed = await take(conversationId);
      return missed ? { missed } : {};
    },
    async sentOn({ conversationId: _id, seq, result }) {
      const continuation = await stored.findOne({ _id });
      if (continuation) await stored.update({ _id }, after(continuation, seq, result));
      return {};
    },
    async continuedWith({ conversationId }) {
      const { to } = (await stored.findOne({ _id: conversationId })) ?? {};
      return to === undefined ? {} : { to };
    },
  };

  return {
    handlers,
    /** Notes that something is about to be said that may have to be sent on. Safe to repeat. */
    intend({ id: _id, channel, inboxId = channel }: Conversation, _messageId: string, happening: Happening) {
      if (channel !== AWAY || happening.type !== "message" || happening.author.kind === "visitor") return undefined;
      return note(_id, inboxId, happening.author.kind === "agent");
    },
    erase: (conversationId: string) => stored.remove({ _id: conversationId }),
  };

  async function note(_id: string, inboxId: string, isPerson: boolean): Promise<void> {
    if (!isContinued(inboxId, await inboxes())) return;
    const change = { $set: { due: true as const, inboxId }, $inc: { intents: 1 } };
    // Chats that no person has taken part in are only the bot's.
    if (!isPerson) return void (await stored.updateMany({ _id }, change));
    const fresh = { told: 0, turn: 0, attempts: 0, pause: 0 };
    await stored.update({ _id }, { ...change, $setOnInsert: fresh }, { upsert: true });
  }
}

/** Whether an account goes on with the chats of an inbox. */
const isContinued = (inboxId: string, inboxes: readonly Pick<Inbox, "enabled" | "settings">[]) =>
  inboxes.some(({ enabled, settings }) => enabled && listed(settings["continues"]).includes(inboxId));

const isSaidToVisitor = (event: ConversationEvent): event is MessageEvent =>
  event.type === "message" && event.author.kind !== "visitor";

/** How it stands after an attempt. Whether something was said since is looked at again, a moment later. */
function after({ attempts }: StoredContinuation, seq: number, result: SentOn) {
  if (result.is === "later") {
    const wait = Math.min(RETRY.first * 2 ** Math.max(0, attempts - 1), RETRY.longest);
    return { $set: { pause: Math.max(result.after ?? wait, 1_000) }, $inc: { turn: 1 } };
  }
  if (result.is === "sending") return { $set: { to: result.to } };
  return { $set: { attempts: 0, pause: 0 }, $max: { told: seq }, $inc: { turn: 1 } };
}
