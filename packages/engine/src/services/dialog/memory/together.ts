import type { Guess, Locale, Understanding } from "@parley/protocol";
import type { Nlu } from "../../nlu/contract.ts";
import { ellipsisIn } from "./ellipsis.ts";
import type { Topic } from "./topic.ts";
import { aboutIn, guessOf, weigh } from "./weighing.ts";

/** A message as it is understood with what was said before. */
export interface Together {
  understanding: Understanding;
  /** The message with the question before it, and what that was answered with; a number that was asked for is no question. */
  goingOn?: { text: string; intent: string } | undefined;
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
  const number = isNumber(text, alone);
  const kind = ellipsisIn(text);
  if (!topic || topic.language !== alone.language || !(number || kind)) return undefined;
  const locale: Locale = alone.language === "zh" ? "zh-CN" : "en";
  const orders = [`${topic.text}\n${text}`, `${text}\n${topic.text}`];
  const joined = await Promise.all(orders.map((words) => nlu.understand({ text: words, locale })));
  const as = (intents: Guess[]): Understanding => ({ ...alone, inScope: true, intents });
  const { intent: answered } = topic;
  if (number)
    return aboutIn(joined, answered) < BELONGS ? undefined : { understanding: as([guessOf(answered, 1, joined)]) };
  const intents = kind ? weigh({ text, kind, alone, joined, answered }) : [];
  return intents.length > 0
    ? { goingOn: { text: `${topic.text}\n${text}`, intent: answered }, understanding: as(intents) }
    : undefined;
}

const AROUND_NUMBERS =
  /\b(?:my|the|it's|its?|is|order|number|no|nr|id|tracking|code|here|this|sorry|please)\b|订单|单号|编号|号码|号|快递|物流|我的|这个|是|的|为|在这里|[\s:：#.,，。!！]/gi;

/** Whether it is a number, an order's or another, with nothing but words such as “order number” around it. */
function isNumber(text: string, { entities }: Understanding): boolean {
  const named = entities.filter(({ type }) => type === "order_id");
  const rest = named.reduce((left, entity) => left.replace(entity.text, ""), text).replace(AROUND_NUMBERS, "");
  return rest.replace(/[\d-]{4,}/g, "") === "" && (named.length > 0 || /\d{4}/.test(text));
}
