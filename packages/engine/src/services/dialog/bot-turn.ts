import {
  type Conversation,
  type ConversationEvent,
  type Happening,
  type Inbox,
  languageOf,
  type MessageEvent,
} from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { nextOpening } from "../../team-hours.ts";
import type { GivenParts } from "./answerers/given.ts";
import { inInbox } from "./answerers/in-inbox.ts";
import { botOf } from "./answerers/order.ts";
import type { GivenAnswerer } from "./answerers/port.ts";
import { handoverWords, type NamedBot, type Passing, type People, type Response } from "./bot-words.ts";
import { derivedId } from "./commands.ts";
import type { InLine, Outcome, Turned } from "./contract.ts";
import { type Dialogue, dialogueAt, LOOK_BACK } from "./dialogue.ts";
import { handoverOf } from "./handover.ts";
import type { Head } from "./head.ts";
import type { Heads } from "./heads.ts";
import { createFiling } from "./filing.ts";
import { ownWordsIn } from "./words.ts";
import { peopleThere } from "./leaving.ts";
import { thanksFor } from "./left-thanks.ts";
import type { Log } from "./log.ts";
import { mayAnswer, said, signed, stepsOf } from "./turn-steps.ts";
import type { createPages } from "./pages.ts";
import { unsureTurns } from "./policy.ts";
import { type Composed, composeResponse } from "./respond.ts";
import type { TurnSettings } from "./settings/turn-settings.ts";
import { isTwice } from "./twice.ts";

export interface BotTurnParts {
  nlu: Nlu;
  heads: Heads;
  log: Log;
  pages: ReturnType<typeof createPages>;
  /** The place in line of a conversation that would wait for a person now, and how long it would wait. */
  nextPlace: (conversation: Conversation, line?: InLine) => Promise<Pick<Passing, "position" | "wait">>;
  /** What holds for turns in a conversation. */
  settings: (conversation: Conversation) => Promise<TurnSettings>;
  /** Answerers beside the engine's own, and what is known of who writes. */
  given: readonly GivenAnswerer[];
  contactOf: GivenParts["contactOf"];
  now: () => number;
  onError: (error: unknown) => void;
}

/** A message to take a turn on. */
export interface Awaiting {
  conversationId: string;
  messageId: string;
  /** How many are available of those who see the inbox; absent if that is not known. */
  online?: number | undefined;
  /** Who is before somebody who would wait there now; absent if that is not known. */
  line?: InLine | undefined;
}

/** Events looked back over for the hand-over. */
const EPISODE = 60;

/** The bot's turn: it reads what was said in its dialogue, and writes what it says or does. */
export function createBotTurn(parts: BotTurnParts) {
  const { nlu, heads, log, pages, nextPlace, settings, now: clock, onError } = parts;
  const peopleAt = (online: number | undefined, set: TurnSettings): People => peopleNow(set, online, clock());
  const file = createFiling({ nlu, onError });

  return async ({ conversationId, messageId, online, line }: Awaiting): Promise<Turned> => {
    const head = await heads.refresh(conversationId);
    const { conversation } = head;
    const nothing: Outcome = { events: [], conversation, duplicate: false };
    const message = await log.find(conversationId, messageId);
    if (message?.type !== "message" || message.author.kind !== "visitor") return nothing;
    const reply = await log.find(conversationId, derivedId(messageId, "reply"));
    if (reply?.type === "queued") return await finishHandover(conversation, reply, { message, online });
    if (reply) return { ...nothing, duplicate: true };
    return (await answer(head, { message, online, line })) ?? nothing;
  };

  async function answer(head: Head, { message, ...there }: Omit<Turn, "conversation" | "set">) {
    const { conversation } = head;
    if (!mayAnswer(conversation, message)) return undefined;
    const recent = await pages.before(conversation.id, Number.MAX_SAFE_INTEGER, LOOK_BACK);
    const begun = dialogueOf(head, message, recent);
    if (!begun) return undefined;
    const set = await settings(conversation);
    const dialogue = { ...begun, locale: set.speaks(begun.locale) };
    const turn = { ...there, conversation, message, set };
    const composed = await respondIn(dialogue, recent, turn);
    const turned = composed.response && (await write(composed.response, turn));
    if (turned?.events.length !== 0) file(composed, dialogue, message);
    return turned;
  }

  async function respondIn(
    dialogue: Dialogue,
    recent: readonly ConversationEvent[],
    { conversation, message, set, online }: Turn,
  ): Promise<Composed> {
    const { tag, speaks } = set;
    const { visitorId } = conversation;
    return await composeResponse(inInbox(nlu, set.inbox.id), message, {
      unsure: unsureTurns(conversation),
      locale: ownWordsIn(tag),
      tag,
      speaks,
      dialogue,
      recent: recent.filter(({ seq }) => seq < message.seq),
      people: peopleAt(online, set),
      answersWaiting: set.bot.whileWaiting,
      thresholds: set.bot.thresholds,
      inbox: set.inbox,
      given: parts.given,
      asking: { contactOf: parts.contactOf, visitorId, onError },
    });
  }

  async function write(response: Response, turn: Turn): Promise<Turned> {
    const { conversation, message, set } = turn;
    const { happening, passing, contact } = response;
    const whole =
      happening.type === "queued" && passing ? await handover(happening, { ...turn, ...passing, response }) : response;
    const steps = stepsOf(signed(whole, response.bot ?? namedBot(set.inbox)), message);
    const outcome = await log.commit({ conversationId: conversation.id, ...steps });
    return contact && outcome.events.length > 0 ? { ...outcome, contact } : outcome;
  }

  async function handover(queued: Queued, handing: Handing) {
    const { message, online, line, conversation, response, set, ...passing } = handing;
    const { reason, insight } = queued;
    const recent = await pages.before(conversation.id, Number.MAX_SAFE_INTEGER, EPISODE);
    const now = { replyTo: message.id, understanding: response.understanding };
    const place = await nextPlace(conversation, line);
    const people = peopleAt(online, set);
    const content = handoverWords({ ...passing, phrases: phrasesOf(set), reason, ...place, people });
    const happening = { ...queued, handover: handoverOf(sinceOpened(recent), now) };
    return { happening, words: said(content, insight), before: response.before };
  }

  /** A node stopped between the hand-over and its words: the visitor is in line and shall read so. */
  async function finishHandover(
    conversation: Conversation,
    { reason, insight, seq }: Extract<ConversationEvent, { type: "queued" }>,
    { message, online }: Pick<Turn, "message" | "online">,
  ): Promise<Outcome> {
    const set = await settings(conversation);
    const { tag } = set;
    const locale = set.speaks(ownWordsIn(insight ? languageOf(insight) : tag));
    const speaking = { phrases: phrasesOf(set), locale, tag };
    const left = message.content.type === "left" ? thanksFor(message.content, speaking) : undefined;
    const content = handoverWords({ ...speaking, reason, people: peopleAt(online, set), left });
    const { happening } = signed({ happening: said(content, insight) }, namedBot(set.inbox));
    const id = derivedId(message.id, "words");
    const isOn = ({ conversation: { state } }: Head) => state.status === "queued" && state.from === seq;
    const outcome = await log.commit({
      conversationId: conversation.id,
      id,
      next: (head) => (isOn(head) ? { id, happening } : undefined),
    });
    return outcome.duplicate ? { ...outcome, events: [] } : outcome;
  }
}

/** Where the dialogue stands; nothing if there is nothing to answer in it. */
function dialogueOf(head: Head, message: MessageEvent, recent: readonly ConversationEvent[]): Dialogue | undefined {
  const dialogue = dialogueAt(head, recent, message);
  return isSaidOn(recent, message) || isTwice(message, dialogue.picked) ? undefined : dialogue;
}

/** A message of the visitor that the bot takes a turn on. */
interface Turn {
  conversation: Conversation;
  message: MessageEvent;
  set: TurnSettings;
  online?: number | undefined;
  line?: InLine | undefined;
}

type Queued = Extract<Happening, { type: "queued" }>;

interface Handing extends Turn, NonNullable<Response["passing"]> {
  response: Response;
}

/** Whether the visitor has gone on in words since: then all of it is answered together. */
function isSaidOn(recent: readonly ConversationEvent[], { seq, content }: MessageEvent): boolean {
  const next = recent.find((event) => event.seq > seq && event.type === "message" && event.author.kind === "visitor");
  return content.type === "text" && next?.type === "message" && next.content.type === "text";
}

function sinceOpened(recent: readonly ConversationEvent[]): readonly ConversationEvent[] {
  const opened = recent.findLastIndex(({ type }) => type === "opened");
  return recent.slice(Math.max(0, opened));
}

const phrasesOf = ({ inbox }: TurnSettings) => botOf(inbox).words;

/** Who is there, and when somebody will be. */
function peopleNow(set: TurnSettings, online: number | undefined, now: number): People {
  return { online: peopleThere(set, online, now), next: set.hours && nextOpening(set.hours, now) };
}

/** The bot of an inbox, if it has a name. */
function namedBot(inbox: Inbox): NamedBot | undefined {
  const { name } = botOf(inbox);
  return name === undefined ? undefined : { id: "bot", name };
}
