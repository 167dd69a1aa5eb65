import {
  type Answers,
  type Author,
  type Card,
  ChatError,
  type Content,
  type FileContent,
  type Locale,
  type MessageEvent,
  type Quoted,
  type SentContent,
  type SharedFile,
  Text,
} from "@parley/protocol";
import { textOf, readMarkdown } from "@parley/protocol/markdown";
import * as v from "valibot";
import { answersInWords, cardsInWords, formInWords, placeInWords } from "../../../text/in-words.ts";
import type { Heads } from "../heads.ts";
import type { Events } from "../events.ts";
import type { Log } from "../log.ts";
import { ownWordsIn } from "../words.ts";
import { answersTo } from "./filled.ts";

/** Characters of what is quoted. */
const QUOTED = 200;

export interface AsSaidParts {
  log: Pick<Log, "find">;
  events: Pick<Events, "find">;
  heads: Pick<Heads, "get">;
  /** What is known of a file that may be sent there; throws `invalid` where there is none. */
  fileOf: (conversationId: string, id: string) => Promise<SharedFile>;
}

/** Who says something, where, and as which message. */
interface Saying {
  conversationId: string;
  id: string;
  author: Author;
}

type Sent<T extends SentContent["type"]> = Extract<SentContent, { type: T }>;

/**
 * What is said, with all that the engine knows of it: a file, what is quoted, what answers a form, and all of it in words (SPEC C5). Throws
 * `invalid` or `conflict` for what cannot be said.
 */
export function createAsSaid({ log, events, heads, fileOf }: AsSaidParts) {
  const localeOf = async (conversationId: string): Promise<Locale> =>
    ownWordsIn((await heads.get(conversationId)).conversation.locale);

  async function quoted(conversationId: string, id: string): Promise<Quoted> {
    const found = await log.find(conversationId, id);
    if (found?.type !== "message") throw refused("quote", "There is no such message to be quoted.");
    const { author } = found;
    const name = "name" in author ? author.name : undefined;
    return { id, by: author.kind, ...(name !== undefined && { name }), text: wordsOf(found) };
  }

  async function cards(conversationId: string, sent: Sent<"cards">): Promise<Content> {
    const known = sent.cards.map(async ({ image, ...card }): Promise<Card> => {
      const file = image && (await fileOf(conversationId, image.id));
      if (file && file.kind !== "image") throw refused("file", "The picture of a card is a picture.");
      return { ...card, ...(file && { image: file }) };
    });
    const made = await Promise.all(known);
    return { type: "cards", text: inWords(cardsInWords(made)), cards: made };
  }

  async function filled({ conversationId, id, author }: Saying, { form: sent }: Sent<"filled">): Promise<Content> {
    const asked = await log.find(conversationId, sent.id);
    if (asked?.type !== "message" || asked.content.type !== "form" || author.kind !== "visitor") {
      throw refused("form", "There is no such form to be filled in.");
    }
    if (await wasFilled(asked, id)) throw filledAlready();
    const locale = await localeOf(conversationId);
    const form: Answers = { id: sent.id, fields: answersTo(asked.content.form, sent.fields, locale) };
    if (form.fields.length === 0) throw refused("form", "Nothing was filled in.");
    return { type: "filled", text: inWords(answersInWords(form, locale)), form };
  }

  /** Whether it was, before it was noted in the head of the conversation or by a version that does not. */
  async function wasFilled({ id: form, conversationId, seq }: MessageEvent, id: string): Promise<boolean> {
    const later = await events.find({ conversationId, type: "message", seq: { $gt: seq } }, { sort: { seq: 1 } });
    return later.some((event) => event.type === "message" && event.id !== id && fills(event, form));
  }

  return async ({ conversationId, id, author }: Saying, sent: SentContent): Promise<Content> => {
    switch (sent.type) {
      case "text":
      case "file": {
        const { quote, ...rest } = sent;
        const about = quote && { quote: await quoted(conversationId, quote.id) };
        if (rest.type === "text") return { ...rest, ...about };
        const file = await fileOf(conversationId, rest.file.id);
        return { type: "file", text: file.name, file, ...about } satisfies FileContent;
      }
      case "place":
        return { type: "place", text: placeInWords(sent.place), place: sent.place };
      case "cards":
        return await cards(conversationId, sent);
      case "form":
        return { type: "form", text: inWords(formInWords(sent.form, await localeOf(conversationId))), form: sent.form };
      case "filled":
        return await filled({ conversationId, id, author }, sent);
      default:
        return sent;
    }
  };
}
export type AsSaid = ReturnType<typeof createAsSaid>;

/** Whether a message is what was written in a form. */
const fills = ({ content }: Pick<MessageEvent, "content">, form: string): boolean =>
  content.type === "filled" && content.form.id === form;

/** Forms are filled in once. */
export const filledAlready = () =>
  new ChatError("conflict", "This form was filled in already.", { details: { reason: "filled" } });

/** The first words of a message, without marks where marks mean something. */
function wordsOf({ author, content }: MessageEvent): string {
  const isMarkdown = author.kind !== "visitor" && (content.type === "text" || content.type === "choice");
  const words = (isMarkdown ? textOf(readMarkdown(content.text)) : content.text).replaceAll(/\s+/g, " ").trim();
  if (words.length <= QUOTED) return words;
  // Not within what is one character in two places.
  return `${words.slice(0, QUOTED - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** What has more than words must be no longer than words may be (SPEC M13). */
export function inWords(text: string): string {
  const read = v.safeParse(Text, text);
  if (!read.success)
    throw new ChatError("invalid", "In words it is longer than a message may be.", { details: { reason: "tooLong" } });
  return read.output;
}

const refused = (reason: "quote" | "form" | "file", message: string) =>
  new ChatError("invalid", message, { details: { reason } });
