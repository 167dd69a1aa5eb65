import type { Entity, Locale, Understanding } from "@parley/protocol";
import type { Nlu } from "../../nlu/contract.ts";
import { ellipsisIn } from "./ellipsis.ts";
import type { Topic } from "./topic.ts";
import { aboutIn, guessOf, weigh } from "./weighing.ts";

/** A message as it is understood with what was said before. */
export interface Together {
  understanding: Understanding;
  /** What the visitor goes on about. */
  goingOn?: GoingOn | undefined;
}

/** What a visitor goes on about who leaves it out. */
export interface GoingOn {
  /** What it was answered with. */
  intent: string;
  /** The message with the question before it; or the number that they were asked for, if it is nothing else. */
  asks?: string;
  number?: string;
}

/** Share of the readings that a bare number must leave to the question before to belong to it. */
const BELONGS = 0.1;

/**
 * Reads a message that leaves out what was said before together with the question before it, which comes first and last, so that
 * neither order decides. Nothing if it stands by itself.
 */
export async function readTogether(
  nlu: Nlu,
  { text, alone, topic }: { text: string; alone: Understanding; topic: Topic | undefined },
): Promise<Together | undefined> {
  const number = numberIn(text, alone);
  const kind = ellipsisIn(text);
  if (!topic || topic.language !== alone.language || !(number || kind)) return undefined;
  const locale: Locale = alone.language === "zh" ? "zh-CN" : "en";
  const orders = [`${topic.text}\n${text}`, `${text}\n${topic.text}`];
  const joined = await Promise.all(orders.map((words) => nlu.understand({ text: words, locale, asOne: true })));
  if (number) return numberFor(topic.intent, { number, alone, joined });
  const intents = kind ? weigh({ text, kind, alone, joined, answered: topic.intent }) : [];
  if (intents.length === 0) return undefined;
  const goingOn = { intent: topic.intent, asks: `${topic.text}\n${text}` };
  return { goingOn, understanding: { ...alone, inScope: true, intents } };
}

interface Numbered {
  number: Entity;
  alone: Understanding;
  joined: readonly Understanding[];
}

/** A number as what the question before asked for, if it can belong to that. */
function numberFor(intent: string, { number, alone, joined }: Numbered): Together | undefined {
  if (aboutIn(joined, intent) < BELONGS) return undefined;
  const { entities } = alone;
  const named = entities.some(({ type }) => type === "order_id") ? entities : [...entities, number];
  const intents = [guessOf(intent, 1, joined)];
  return {
    goingOn: { intent, number: number.text },
    understanding: { ...alone, inScope: true, intents, entities: named },
  };
}

const AROUND_NUMBERS =
  /\b(?:my|the|it's|its?|is|order|number|no|nr|id|tracking|code|here|this|sorry|please)\b|订单|单号|编号|号码|号|快递|物流|我的|这个|是|的|为|在这里|[\s:：#.,，。!！]/gi;

/** The number that a text is, an order's or another, with nothing but words such as “order number” around it. */
function numberIn(text: string, { entities }: Understanding): Entity | undefined {
  const named = entities.find(({ type }) => type === "order_id");
  const digits = named?.text ?? /\d[\d-]{2,}\d/.exec(text)?.[0];
  if (digits === undefined || text.replace(digits, "").replace(AROUND_NUMBERS, "") !== "") return undefined;
  return named ?? { type: "order_id", text: digits, value: digits, start: text.indexOf(digits) };
}
