import { ChatError, type MessageEvent } from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import type { Capacity } from "./capacity.ts";
import { happeningOf, type Known, nextStep } from "./commands.ts";
import type { Command, Dialog, Outcome } from "./contract.ts";
import type { Head } from "./head.ts";
import { eventKey } from "./keys.ts";
import { assertSame, type Log } from "./log.ts";
import type { Events } from "./events.ts";
import { type AsSaid, filledAlready } from "./rich/as-said.ts";

export interface CarryOutParts {
  log: Log;
  events: Events;
  capacity: Capacity;
  asSaid: AsSaid;
  nlu: Nlu;
  onError: (error: unknown) => void;
}

type Asked = Parameters<Dialog["apply"]>[0];
type Judge = Extract<Command, { do: "judge" }>;

/** How often one answer of the bot may be judged (SPEC M14). */
const JUDGED_AT_MOST = 10;

/** Carries out commands: each once, however often it is sent and whatever happens in between. */
export function createCarryOut({ log, events, capacity, asSaid, nlu, onError }: CarryOutParts) {
  async function carryOut({ command: asked, since = Infinity, ...rest }: Asked, isDone = false): Promise<Outcome> {
    const { conversationId, id } = rest;
    const { command, refusal = rest.refusal } = await known(rest, asked);
    const form = formIn(command);
    const next = ({ conversation, erasedAt = -Infinity, filled = [], desk }: Head) => {
      if (since < erasedAt) throw new ChatError("notFound", "What this belongs to was erased.");
      if (form !== undefined && filled.includes(form)) throw filledAlready();
      if (refusal) throw refusal instanceof ChatError ? refusal : new ChatError(refusal.code, refusal.message, refusal);
      return isDone || !command ? undefined : nextStep(conversation, id, command, desk);
    };
    const outcome = await log.commit({ conversationId, id, next, request: asked.do !== "say" });
    if (outcome.duplicate && command) assertSame(outcome.events.at(-1), happeningOf(command));
    return outcome;
  }

  /** The command with all that it would write. What cannot be said refuses it, unless it was carried out before. */
  async function known(
    place: Pick<Asked, "conversationId" | "id">,
    command: Command,
  ): Promise<{ command: Known; refusal?: undefined } | { command?: undefined; refusal: ChatError }> {
    if (command.do !== "say") return { command };
    try {
      return { command: { ...command, content: await asSaid({ ...place, author: command.author }, command.content) } };
    } catch (cause) {
      const refusal = ChatError.from(cause);
      if (refusal.code !== "invalid" && refusal.code !== "conflict") throw cause;
      return { refusal };
    }
  }

  async function judge(asked: Asked, { messageId, helpful }: Judge): Promise<Outcome> {
    const { conversationId } = asked;
    const judged = await log.find(conversationId, messageId);
    if (judged?.type !== "message" || judged.author.kind !== "bot") {
      const refusal = new ChatError("notFound", "Only an answer of the bot can be judged.");
      return await carryOut({ ...asked, refusal });
    }
    const before = await judgements(conversationId, judged);
    const refusal = new ChatError("conflict", `An answer is judged at most ${JUDGED_AT_MOST} times.`);
    const full = before.length >= JUDGED_AT_MOST && { refusal };
    const outcome = await carryOut({ ...asked, ...full }, before[0] === helpful);
    if (!helpful && outcome.events.length > 0) collect(judged).catch(onError);
    return outcome;
  }

  /** How an answer was judged so far, the last judgement first. */
  async function judgements(conversationId: string, { id, seq }: MessageEvent): Promise<boolean[]> {
    const said = await events.find({ conversationId, type: "judged", seq: { $gt: seq } }, { sort: { seq: -1 } });
    return said.flatMap((event) => (event.type === "judged" && event.messageId === id ? [event.helpful] : []));
  }

  /** A question whose answer did not help is what the bot can learn from. */
  async function collect({ conversationId, insight }: MessageEvent): Promise<void> {
    if (!insight) return;
    const asked = await log.find(conversationId, insight.replyTo);
    // What was picked are the bot's own words: there is nothing to learn from them.
    if (asked?.type !== "message" || asked.content.type !== "text") return;
    const { language, intents } = insight.understanding;
    const from = { id: eventKey(conversationId, asked.id), at: asked.at };
    await nlu.collect({ ...from, text: asked.content.text, language, reason: "judged", guess: intents[0]?.intent });
  }

  return async (asked: Asked): Promise<Outcome> => {
    const { conversationId, command } = asked;
    if (command.do === "judge") return await judge(asked, command);
    if (command.do !== "claim" && command.do !== "transfer") return await carryOut(asked);
    return await capacity.within(conversationId, command, (refusal) =>
      carryOut({ ...asked, refusal: asked.refusal ?? refusal }),
    );
  };
}

/** The form that a command fills in. */
const formIn = (command: Known | undefined): string | undefined =>
  command?.do === "say" && command.content.type === "filled" ? command.content.form.id : undefined;
