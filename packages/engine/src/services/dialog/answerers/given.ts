import {
  BotCards,
  Choice,
  type Content,
  type ConversationEvent,
  Decision,
  EscalationReason,
  Form,
  LanguageTag,
  Source,
  Text,
} from "@parley/protocol";
import * as v from "valibot";
import { escalate, notAsked, type Response, say, type Saying } from "../bot-words.ts";
import { isPart } from "../dialogue.ts";
import { botSays } from "../rich/bot-said.ts";
import { ownWordsIn } from "../words.ts";
import { plainly, type Said, type Taking } from "./asking.ts";
import { WITHIN } from "./order.ts";
import type { Answerer, BotTurn } from "./port.ts";

/** Messages of one answer, and characters of what is left open, at most. */
const MOST = { parts: 5, task: 4_000 };

const Words = v.object({
  text: Text,
  choices: v.optional(v.pipe(v.array(Choice), v.maxLength(10))),
  source: v.optional(Source),
  aside: v.optional(v.literal(true)),
});
const Part = v.union([Words, v.object({ cards: BotCards }), v.object({ form: Form })]);
const Parts = v.pipe(v.array(Part), v.maxLength(MOST.parts, `must be ${MOST.parts} messages at most`));

/** An answer as it may be said. */
const Sayable = v.pipe(
  v.object({
    say: v.optional(
      v.pipe(
        v.unknown(),
        v.transform((say) =>
          (Array.isArray(say) ? say : [say]).map((part: unknown) => (typeof part === "string" ? { text: part } : part)),
        ),
        Parts,
      ),
      [],
    ),
    handOver: v.optional(v.union([v.literal(true), EscalationReason])),
    decision: v.optional(v.pipe(Decision, v.notValue("escalate")), "answer"),
    language: v.optional(LanguageTag),
    task: v.optional(
      v.pipe(
        v.unknown(),
        v.check(
          (task) => (JSON.stringify(task) ?? "").length <= MOST.task,
          `must be JSON of at most ${MOST.task} characters`,
        ),
        v.transform((task): unknown => JSON.parse(JSON.stringify(task) ?? "null")),
      ),
    ),
  }),
  v.check(({ say, handOver }) => say.length > 0 || handOver !== undefined, "must say something, or hand over"),
);
type Sayable = v.InferOutput<typeof Sayable>;

/** What asking an answerer of somebody else takes. */
export interface GivenParts {
  /** What is known of who writes. */
  contactOf: (visitorId: string) => Promise<BotTurn["contact"]["profile"]>;
  visitorId: string;
  /** Milliseconds that are left of the whole turn. */
  left: number;
  onError: (error: unknown) => void;
}

/** The answer of somebody else's answerer. It may throw, take too long or answer nonsense: then that is reported, and it has none. */
export async function askGiven(
  answerer: Answerer,
  taking: Taking,
  said: Said,
  parts: GivenParts,
): Promise<Response | undefined> {
  const { name, within = WITHIN.usual } = answerer;
  const signal = AbortSignal.timeout(Math.max(1, Math.min(within, parts.left)));
  try {
    const answer = await inTime(
      signal,
      async () => await answerer.answer(await turnFor(name, taking, said, { parts, signal })),
    );
    if (answer === undefined || answer === null) return undefined;
    const read = v.safeParse(Sayable, answer);
    if (!read.success)
      throw new Error(read.issues.map((issue) => `${v.getDotPath(issue) ?? "It"} ${issue.message}`).join("; "));
    const saying = sayingOf(name, taking, said, read.output);
    const where = { locale: saying.locale, inbox: taking.inbox, report: parts.onError };
    const contents = read.output.say.map((part) => botSays(part, where));
    return responseOf(answerer, taking, saying, { ...read.output, contents });
  } catch (cause) {
    parts.onError(new Error(`The answerer ${name} has no usable answer: ${reasonOf(cause)}`, { cause }));
    return undefined;
  }
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

/** What is asked until the time is up. Nobody waits for what does not heed the signal. */
async function inTime<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("It took too long.")), { once: true });
    ask().then(resolve, reject);
  });
}

interface Asked {
  parts: GivenParts;
  signal: AbortSignal;
}

async function turnFor(name: string, taking: Taking, { text }: Said, { parts, signal }: Asked): Promise<BotTurn> {
  const { message, recent, inbox, people, waiting } = taking;
  const { online, next } = people;
  const profile = await parts.contactOf(parts.visitorId);
  const task = openTask(recent)?.name === name ? openTask(recent)?.task : undefined;
  return {
    message,
    text,
    recent,
    contact: { id: parts.visitorId, profile },
    inbox,
    hours: { ...(online !== undefined && { online }), ...(next && { opensAt: next.at }) },
    language: languageOfDialogue(taking),
    waiting,
    ...(task !== undefined && { task }),
    signal,
  };
}

/** Their client's own, unless another was spoken since. */
const languageOfDialogue = ({ dialogue, tag }: Taking) => (ownWordsIn(tag) === dialogue.locale ? tag : dialogue.locale);

/** What was left open last, and by whom; nothing if somebody came, the conversation ended, or the bot has said something else. */
export function openTask(recent: readonly ConversationEvent[]): { name: string; task: unknown } | undefined {
  const start = recent.findLastIndex(isPart);
  const last = recent.slice(start + 1).findLast((event) => event.type === "message" && event.author.kind === "bot");
  const insight = last?.type === "message" ? last.insight : undefined;
  return insight?.kind === "other" && insight.task !== undefined
    ? { name: insight.name, task: insight.task }
    : undefined;
}

function responseOf(
  { bot }: Answerer,
  taking: Taking,
  saying: Saying,
  answer: Sayable & { contents: readonly Content[] },
): Response | undefined {
  const { decision, handOver, contents } = answer;
  if (taking.waiting && !isSure(taking, answer)) return undefined;
  const before = contents.map((content) => ({ type: "message" as const, author: { kind: "bot" as const }, content }));
  if (handOver && !taking.waiting) return { ...escalate(saying, handOver === true ? "policy" : handOver), before, bot };
  const last = contents.at(-1);
  return last && { ...say(saying, decision, last), before: before.slice(0, -1), bot };
}

function sayingOf(name: string, taking: Taking, said: Said, answer: Sayable): Saying {
  const { language = languageOfDialogue(taking), task } = answer;
  const locale = ownWordsIn(language);
  const understanding = said.understood()?.understanding ?? notAsked(locale);
  const about = { kind: "other", name, language, ...(task !== undefined && { task }) } as const;
  return { ...plainly(taking, locale), tag: language, understanding, about };
}

/** Who waits for a person hears only what is sure (SPEC H4). */
const isSure = ({ answersWaiting }: Taking, { decision, say: words }: Sayable): boolean =>
  answersWaiting && decision === "answer" && words.length > 0;
