import type { Entity, MessageEvent } from "@parley/protocol";
import { type Ellipsis, ellipsisIn } from "./ellipsis.ts";

/** What a dialogue was about when something new was said. */
export interface Topic {
  /** The visitor's question that the bot answered, in words that say what it is about. */
  text: string;
  /** What the bot answered last. */
  intent: string;
  language: "en" | "zh";
  /** What was named before, each kind as it was named last: an order, a product, a date. */
  entities: readonly Entity[];
}

/** After this long a new message is about something new. Milliseconds. */
const FORGOTTEN = 30 * 60_000;
/** Answers looked back over for the question that says what it is about. */
const ANSWERS = 5;

/** What the messages of a dialogue were about at a point in time. Nothing if the bot has not answered anything lately. Pure. */
export function topicOf(messages: readonly MessageEvent[], at: MessageEvent): Topic | undefined {
  const before = messages.filter(({ seq }) => seq < at.seq);
  const answers = before.filter(isAnswer).slice(-ANSWERS).reverse();
  const [last] = answers;
  const intent = last?.insight?.understanding.intents[0]?.intent;
  if (!last?.insight || !intent || at.at - last.at > FORGOTTEN) return undefined;
  const questions = answers.flatMap(({ insight }) => before.filter(({ id }) => id === insight?.replyTo));
  const texts = questions.map(({ content }) => content.text);
  const text = texts.find((asked) => !POINTS.has(ellipsisIn(asked))) ?? texts.at(-1);
  if (!text) return undefined;
  return { text, intent, language: last.insight.understanding.language, entities: namedIn(before) };
}

const POINTS: ReadonlySet<Ellipsis | undefined> = new Set(["all", "some"]);

const isAnswer = ({ author, insight }: MessageEvent) => author.kind === "bot" && insight?.decision === "answer";

function namedIn(messages: readonly MessageEvent[]): Entity[] {
  const named = new Map<string, Entity>();
  for (const { insight } of messages)
    for (const entity of insight?.understanding.entities ?? []) named.set(entity.type, entity);
  return [...named.values()];
}
