import type {
  Content,
  Conversation,
  ConversationEvent,
  Decision,
  Happening,
  Insight,
  MessageEvent,
} from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { nextOpening, type Team } from "../../team-hours.ts";
import { handoverWords, type People, type Response } from "./bot-words.ts";
import { derivedId } from "./commands.ts";
import type { Outcome, Turned } from "./contract.ts";
import { type Dialogue, dialogueAt, LOOK_BACK } from "./dialogue.ts";
import { handoverOf } from "./handover.ts";
import type { Head } from "./head.ts";
import type { Heads } from "./heads.ts";
import { eventKey } from "./keys.ts";
import type { Log, Step } from "./log.ts";
import type { createPages } from "./pages.ts";
import { unsureTurns } from "./policy.ts";
import { composeResponse } from "./respond.ts";
import { isTwice } from "./twice.ts";

export interface BotTurnParts {
  nlu: Nlu;
  heads: Heads;
  log: Log;
  pages: ReturnType<typeof createPages>;
  /** How many wait for a person. */
  countWaiting: () => Promise<number>;
  /** Whether the bot answers what it is sure of while the visitor waits for a person. */
  answersWaiting: boolean;
  team: Team | undefined;
  now: () => number;
  onError: (error: unknown) => void;
}

/** A message to take a turn on. */
export interface Awaiting {
  conversationId: string;
  messageId: string;
  /** How many of the team are available; absent if that is not known. */
  online?: number | undefined;
  /** How many of those who wait have left. */
  absent?: number | undefined;
}

/** Events looked back over for the hand-over. */
const EPISODE = 60;

/** The bot's turn: it reads what was said in its dialogue, and writes what it says or does. */
export function createBotTurn(parts: BotTurnParts) {
  const { nlu, heads, log, pages, countWaiting, answersWaiting, team, now: clock, onError } = parts;
  const peopleAt = (online: number | undefined): People => ({ online, next: team && nextOpening(team, clock()) });

  return async ({ conversationId, messageId, online, absent }: Awaiting): Promise<Turned> => {
    const head = await heads.refresh(conversationId);
    const { conversation } = head;
    const nothing: Outcome = { events: [], conversation, duplicate: false };
    const message = await log.find(conversationId, messageId);
    if (message?.type !== "message" || message.author.kind !== "visitor") return nothing;
    const reply = await log.find(conversationId, derivedId(messageId, "reply"));
    if (reply?.type === "queued") return await finishHandover(conversation, reply, { messageId, online });
    if (reply) return { ...nothing, duplicate: true };
    const dialogue = mayAnswer(conversation, message) ? await dialogueOf(head, message) : undefined;
    const response = dialogue && (await respondIn(dialogue, { conversation, message, online }));
    return response ? await write(response, { conversation, message, online, absent }) : nothing;
  };

  /** Where the dialogue stands; nothing if there is nothing to answer in it. */
  async function dialogueOf(head: Head, message: MessageEvent): Promise<Dialogue | undefined> {
    const recent = await pages.before(head.conversation.id, Number.MAX_SAFE_INTEGER, LOOK_BACK);
    const dialogue = dialogueAt(head, recent, message);
    return isSaidOn(recent, message) || isTwice(message, dialogue.picked) ? undefined : dialogue;
  }

  async function respondIn(dialogue: Dialogue, { conversation, message, online }: Turn): Promise<Response | undefined> {
    const { locale } = conversation;
    const occasion = { unsure: unsureTurns(conversation), locale, dialogue, people: peopleAt(online), answersWaiting };
    const response = await composeResponse(nlu, message, occasion);
    if (response) collect(response, dialogue, message);
    return response;
  }

  async function write(response: Response, { conversation, message, online, absent }: Turn): Promise<Turned> {
    const { happening, passing, contact } = response;
    const steps =
      happening.type === "queued" && passing
        ? await handover(happening, { ...passing, conversation, response, message, online, absent })
        : stepsOf(response, message);
    const outcome = await log.commit({ conversationId: conversation.id, ...steps });
    return contact && outcome.events.length > 0 ? { ...outcome, contact } : outcome;
  }

  async function handover(queued: Queued, handing: Handing) {
    const { message, online, absent = 0, conversation, response, locale, own } = handing;
    const { reason, insight } = queued;
    const recent = await pages.before(conversation.id, Number.MAX_SAFE_INTEGER, EPISODE);
    const episode = recent.slice(
      Math.max(
        0,
        recent.findLastIndex(({ type }) => type === "opened"),
      ),
    );
    const now = { replyTo: message.id, understanding: response.understanding };
    const position = 1 + Math.max(0, (await countWaiting()) - absent);
    const content = handoverWords({ locale, own, reason, position, people: peopleAt(online) });
    const happening = { ...queued, handover: handoverOf(episode, now) };
    return stepsOf({ happening, words: said(content, insight) }, message);
  }

  /** A node stopped between the hand-over and its words: the visitor is in line and shall read so. */
  async function finishHandover(
    conversation: Conversation,
    { reason, insight, seq }: Extract<ConversationEvent, { type: "queued" }>,
    { messageId, online }: Omit<Awaiting, "conversationId">,
  ): Promise<Outcome> {
    const locale = insight?.understanding.language === "zh" ? "zh-CN" : "en";
    const happening = said(handoverWords({ locale, reason, people: peopleAt(online) }), insight);
    const id = derivedId(messageId, "words");
    const isOn = ({ conversation: { state } }: Head) => state.status === "queued" && state.from === seq;
    const outcome = await log.commit({
      conversationId: conversation.id,
      id,
      next: (head) => (isOn(head) ? { id, happening } : undefined),
    });
    return outcome.duplicate ? { ...outcome, events: [] } : outcome;
  }

  /** Questions the bot had no answer to are what it can learn from. */
  function collect(response: Response, { said }: Dialogue, { id, at, conversationId }: MessageEvent): void {
    if (!isMissed(response)) return;
    const { language, intents } = response.understanding;
    const text = said.map(({ content }) => content.text).join("\n");
    const question = { id: eventKey(conversationId, id), at, text, language, guess: intents[0]?.intent };
    nlu.collect({ ...question, reason: "unsure" }).catch(onError);
  }
}

/** A message of the visitor that the bot takes a turn on. */
interface Turn {
  conversation: Conversation;
  message: MessageEvent;
  online?: number | undefined;
  absent?: number | undefined;
}

type Queued = Extract<Happening, { type: "queued" }>;

interface Handing extends Turn, NonNullable<Response["passing"]> {
  response: Response;
}

function said(content: Content, insight: Insight | undefined): Happening {
  return { type: "message", author: { kind: "bot" }, content, ...(insight && { insight }) };
}

const MISSED: ReadonlySet<Decision> = new Set(["offer", "clarify"]);

/** Whether the visitor's words were a question that the bot had no answer to. Where nothing had to be understood, nothing was asked. */
function isMissed({ decision, understanding: { model, intents, inScope }, happening }: Response): boolean {
  if (model === 0 && intents.length === 0 && inScope) return false;
  return MISSED.has(decision) || (happening.type === "queued" && happening.reason === "unsure");
}

/** Whether the bot has the conversation, or it waits in the queue, and did so, without a break, when this was said. */
function mayAnswer({ state }: Conversation, { seq }: ConversationEvent): boolean {
  if (state.status === "queued") return state.from !== undefined && state.from < seq;
  return state.status === "bot" && state.from < seq;
}

/** Whether the visitor has gone on in words since: then all of it is answered together. */
function isSaidOn(recent: readonly ConversationEvent[], { seq, content }: MessageEvent): boolean {
  const next = recent.find((event) => event.seq > seq && event.type === "message" && event.author.kind === "visitor");
  return content.type === "text" && next?.type === "message" && next.content.type === "text";
}

/** An event that is decided on again at the moment of writing: if an agent took over meanwhile, the bot keeps silent (SPEC H4). */
const inTime = (message: MessageEvent, { conversation }: Head, step: NonNullable<Step>): Step =>
  mayAnswer(conversation, message) ? step : undefined;

/** The events that carry out a response, and the id of the last. */
function stepsOf({ happening, words }: Pick<Response, "happening" | "words">, message: MessageEvent) {
  const [reply, after, before] = ["reply", "words", "stopped"].map((what) => derivedId(message.id, what)) as Ids;
  if (!words) return { id: reply, next: (head: Head) => inTime(message, head, { id: reply, happening }) };
  // A hand-over is first of all one; who stops waiting is first of all out of the queue. The words follow.
  const isHandover = happening.type === "queued";
  const [first, last] = isHandover ? [reply, after] : [before, reply];
  const [from, to] = isHandover ? ["bot", "queued"] : ["queued", "bot"];
  const next = (head: Head): Step => {
    const { status } = head.conversation.state;
    if (status === from) return inTime(message, head, { id: first, happening });
    return status === to ? { id: last, happening: words } : undefined;
  };
  return { id: last, next };
}

type Ids = [string, string, string];
