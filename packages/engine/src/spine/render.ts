import type { Choice, Content, FileKind, Quoted } from "@parley/protocol";
import { type MarkdownContent, readMarkdown, textOf } from "@parley/protocol/markdown";
import { cardInWords, choicesOn } from "../text/in-words.ts";
import type { FileLink } from "./arriving.ts";
import { type Length, split } from "./split.ts";

/** What a channel can show of what is said. */
export interface Shows {
  /** Whether it shows Markdown (SPEC C4); else it gets plain text. */
  markdown?: boolean;
  /** How many buttons a message may have, and how many characters their labels; none unless told. */
  choices?: { most: number; label: number };
  /** How long a text may be. */
  text: Length;
  /** Which files it takes, and how many bytes one may have; unless told, it gets their names. */
  files?: { kinds: FileKind[]; most: number };
}

/** A file on its way out. */
export interface OutgoingFile {
  name: string;
  kind: FileKind;
  type: string;
  bytes: number;
  /** All of it, from its beginning, each time. */
  read(): AsyncIterable<Uint8Array>;
  /** Where whoever knows the address can fetch it, for a week: for platforms that take no bytes. Not there without `PUBLIC_URL`. */
  link?(): Promise<FileLink>;
}

/** One message as a channel can show it. */
export interface Part {
  text: string;
  /** Buttons, on the last part. */
  choices?: Choice[];
  /** A file; its name is the text. */
  file?: OutgoingFile;
}

/**
 * What is said, as a channel can show it: marks and buttons become words where there are none, and what is too long becomes
 * several messages, cut between paragraphs, lines, sentences or words, never within a character. Leaves nothing out. Pure.
 */
export function render(content: Content, shows: Shows): Part[] {
  return asShown(content, shows).flatMap(({ text, choices }) => {
    const texts = split(text, shows.text);
    const last = texts.length - 1;
    return texts.map((part, index) => ({ text: part, ...(choices && index === last && { choices }) }));
  });
}

function asShown(content: Content, shows: Shows): Part[] {
  switch (content.type) {
    case "text":
      return [offering(quoting(content, inMarks(content.text, shows)), content.choices ?? [], shows)];
    // A name is no Markdown. The file itself is not handed over: a link that whoever has it could open would be none of its visitor alone.
    case "file":
      return [{ text: quoting(content, `📎 ${content.text}`) }];
    case "cards":
      return cards(content, shows);
    // What the engine has put into words is no Markdown: questions that are numbered, or what a place is called and its coordinates.
    case "form":
    case "filled":
    case "place":
      return [{ text: content.text }];
    default:
      return [{ text: inMarks(content.text, shows) }];
  }
}

const inMarks = (text: string, { markdown }: Shows) => (markdown ? text : inWords(text));

/** Its first line says what is answered: few platforms have quotes of their own, and none knows our messages. */
const quoting = ({ quote }: { quote?: Quoted | undefined }, text: string) =>
  quote ? `> ${quote.text}\n${text}` : text;

function offering(text: string, choices: readonly Choice[], shows: Shows): Part {
  if (choices.length === 0) return { text };
  if (fitting(choices, shows)) return { text, choices: [...choices] };
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  return { text: [text, ...lines].join("\n") };
}

/** Each card is a message with its buttons where all of them fit; else all cards are one, whose choices are numbered through. */
function cards({ text, cards }: Extract<Content, { type: "cards" }>, shows: Shows): Part[] {
  const fit = cards.every((card) => fitting(choicesOn([card]), shows));
  if (!fit || choicesOn(cards).length === 0) return [{ text }];
  return cards.map((card) => offering(cardInWords(card), choicesOn([card]), shows));
}

/** A label that is cut means something else: then all of them are words. The bot reads a number as a choice. */
function fitting(choices: readonly Choice[], { choices: can }: Shows): boolean {
  return can !== undefined && choices.length <= can.most && choices.every(({ label }) => label.length <= can.label);
}

/** Markdown as plain text; where a link leads stands behind its words. */
const inWords = (markdown: string) => textOf(withAddresses(readMarkdown(markdown)));

function withAddresses(content: readonly MarkdownContent[]): MarkdownContent[] {
  return content.map((part) => {
    if (typeof part === "string") return part;
    const words = textOf(part.inside);
    if (part.kind !== "a" || !part.url || words === part.url) return { ...part, inside: withAddresses(part.inside) };
    return `${words} (${part.url})`;
  });
}
