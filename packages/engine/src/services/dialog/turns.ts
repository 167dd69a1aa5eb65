import { type Choice, type Content, type Entity, MAX_TEXT_LENGTH, type Source } from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { ofUs } from "./anger-elsewhere.ts";
import { escalate, offer, personChoice, type Response, say, sayLightly, type Saying } from "./bot-words.ts";
import type { GoingOn } from "./memory/together.ts";
import { type Mood, soothed } from "./mood.ts";
import type { Turn } from "./policy.ts";
import { wantsPerson } from "./wants-person.ts";
import { wordsFor } from "./words.ts";

/** A decision that is carried out. */
export interface Turning extends Saying {
  nlu: Nlu;
  /** How the visitor feels; calm unless told. */
  mood?: Mood;
  /** The visitor picked a choice; nothing had to be understood. */
  picked?: boolean;
  /** What they named before, for answers that speak of it. */
  named?: readonly Entity[] | undefined;
  /** What they go on about, if they leave that out. */
  goingOn?: GoingOn | undefined;
  /** What else they picked in the same breath. */
  also?: readonly Choice[];
}

/** Puts into words what the bot decided. `notFound` if it names what the knowledge no longer has. */
export async function carryOut(turning: Turning, turn: Turn): Promise<Response> {
  switch (turn.do) {
    case "escalate":
      return escalate(turning, turn.reason);
    case "offer":
      return offer(turning, turn.again ? "offerAgain" : "offer");
    case "stay":
      return sayLightly(turning, wordsFor(turning).stay);
    case "clarify":
      return await clarify(turning, turn.intents);
    case "article":
      return await showArticle(turning, { articleId: turn.articleId });
    case "answer":
      return await answer(turning, turn.intent, turn.also);
  }
}

async function clarify(turning: Turning, intents: readonly string[]): Promise<Response> {
  const { nlu, locale, tag } = turning;
  const words = wordsFor(turning);
  const titles = await nlu.titles({ intents: [...intents], locale, tag });
  // Nobody means “Small talk” who is asked what they mean, unless that is all there is.
  const serious = titles.filter(({ tone }) => tone !== "cheerful");
  const asked = serious.length > 0 ? serious : titles;
  const choices = asked.map(({ intent, title }) => ({ label: title, value: `intent:${intent}` }));
  const ways = [{ label: words.somethingElse, value: "none" }, personChoice(turning)];
  return say(turning, "clarify", { type: "text", text: words.clarify, choices: [...choices, ...ways] });
}

async function answer(turning: Turning, intent: string, more: readonly string[] = []): Promise<Response> {
  const { understanding, picked, mood = "calm", also = [] } = turning;
  const found = await answerTo(turning, [intent, ...more]);
  const named = picked ? { ...understanding, intents: [{ intent, title: found.title, confidence: 1 }] } : understanding;
  const saying = { ...turning, understanding: named };
  if (found.action === "escalate") return await passOn(turning, saying, found);
  // Praise and greetings are no answer to whoever is not in the mood, and where nothing is wrong nobody is sorry.
  if (found.tone === "cheerful" && mood !== "calm") return offer(saying, "sorryOffer");
  const content = found.tone
    ? found.content
    : soothed(found.content, mood, { sorry: wordsFor(turning).sorry, person: personChoice(turning) });
  return say(saying, "answer", await goneOn(turning, intent, withChoices(content, also)));
}

/** What the knowledge says to one or several wishes. What only people can do comes before what it says itself. */
async function answerTo({ nlu, locale, tag, understanding, named: before = [] }: Turning, intents: readonly string[]) {
  const { entities } = understanding;
  const kept = before.filter(({ type }) => !entities.some((entity) => entity.type === type));
  const all = { locale, tag, entities: [...entities, ...kept] };
  const [first, ...more] = await Promise.all(intents.map((intent) => nlu.answer({ intent, ...all })));
  const found = [first as Found, ...more];
  return found.find(({ action }) => action === "escalate") ?? withoutAnswered(found.reduce(both), intents);
}

/** What was answered is not offered beside it. */
function withoutAnswered(found: Found, intents: readonly string[]): Found {
  const { content } = found;
  if (content.type !== "text" || !content.choices) return found;
  const choices = content.choices.filter(({ value }) => !intents.some((intent) => value === `intent:${intent}`));
  return { ...found, content: { ...content, choices } };
}

/** Two answers in one, if they fit together. */
function both(one: Found, other: Found): Found {
  const [a, b] = [one.content, other.content];
  if (a.type !== "text" || b.type !== "text" || a.text.length + b.text.length > MAX_TEXT_LENGTH - 2) return one;
  const choices = [...(a.choices ?? []), ...(b.choices ?? [])];
  const once = choices.filter(({ value }, index) => choices.findIndex((choice) => choice.value === value) === index);
  const source = a.source ?? b.source;
  const text = `${a.text}\n\n${b.text}`;
  return {
    ...one,
    content: { type: "text", text, ...(once.length > 0 && { choices: once.slice(0, 10) }), ...(source && { source }) },
  };
}

/**
 * Who asks on about an answer gets what the article says of it, else the answer as all that is known; who gives the number they
 * were asked for sees that it was heard. A person is beside it.
 */
async function goneOn(turning: Turning, intent: string, content: Content): Promise<Content> {
  const { goingOn } = turning;
  if (goingOn?.intent !== intent || content.type !== "text") return content;
  const { person, onThat, forNumber } = wordsFor(turning);
  const { asks, number } = goingOn;
  const text = asks
    ? `${onThat}${await passageOn(turning, asks, content)}`
    : `${forNumber(number ?? "")}${content.text}`;
  const choices = (content.choices ?? [])
    .filter(({ label, value }) => value !== "human" && label !== person)
    .slice(0, 9);
  return { ...content, text, choices: [...choices, personChoice(turning)] };
}

/** What the article of an answer says of a question, if that is more than the answer says. */
async function passageOn({ nlu, locale, tag }: Turning, asks: string, { text, source: about }: Said): Promise<string> {
  const found = about ? await nlu.search({ text: asks, locale, tag }) : [];
  const passage = found.find(({ source }) => source.articleId === about?.articleId)?.source.passage;
  return passage && !text.includes(passage) ? passage : text;
}

type Said = Extract<Content, { type: "text" }>;

/** Hands over with the knowledge's own words, if it has some. */
async function passOn(turning: Turning, saying: Saying, { content, title }: Found): Promise<Response> {
  // What the model is sure of may be just what the visitor does not want: "no human please".
  if (wantsPerson(turning.message.content.text) === "refused") return await carryOut(turning, { do: "stay" });
  // What is quoted, or asked of the world, is no complaint, whatever it sounds like.
  if (ofUs(turning.message.content.text).length === 0) return offer(turning, "offer");
  const reason = turning.mood === "angry" || turning.mood === "upset" ? "negative" : "asked";
  return escalate(saying, reason, { own: content.text === title ? undefined : content.text.trim() });
}

type Found = Awaited<ReturnType<Nlu["answer"]>>;

/** What was picked beside comes first of what is offered next. */
function withChoices(content: Content, also: readonly Choice[]): Content {
  if (content.type !== "text" || also.length === 0) return content;
  const others = (content.choices ?? []).filter(({ value }) => !also.some((choice) => choice.value === value));
  return { ...content, choices: [...also, ...others].slice(0, 10) };
}

/** Shows an article: the passage that search found in it, else how it begins. */
export async function showArticle(
  turning: Turning,
  { articleId, ...found }: Pick<Source, "articleId" | "passage"> & { title?: string },
  score?: number,
): Promise<Response> {
  const { nlu, locale, tag } = turning;
  const { passage } = found;
  const article = passage ? undefined : await nlu.article({ articleId, locale, tag });
  const title = article?.title ?? found.title ?? articleId;
  const about = { kind: "article", articleId, ...(score !== undefined && { score }) } as const;
  return say({ ...turning, about }, "article", {
    type: "text",
    text: `${wordsFor(turning).article}\n\n${passage ?? firstParagraph(article?.body ?? "")}`,
    source: { articleId, title, ...(passage && { passage }) },
    choices: [personChoice(turning)],
  });
}

const firstParagraph = (body: string) => body.trim().split(/\n\s*\n/)[0] ?? body;
