import type { Choice, Content, FileKind } from "@parley/protocol";
import { type MarkdownContent, readMarkdown, textOf } from "@parley/protocol/markdown";
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
  const { text, choices } = asShown(content, shows);
  const texts = split(text, shows.text);
  const last = texts.length - 1;
  return texts.map((part, index) => ({ text: part, ...(choices && index === last && { choices }) }));
}

function asShown(content: Content, shows: Shows): Part {
  // A name is no Markdown. The file itself is not handed over: a link that whoever has it could open would be none of its visitor alone.
  if (content.type === "file") return { text: `📎 ${content.text}` };
  const text = shows.markdown ? content.text : inWords(content.text);
  const choices = content.type === "text" ? (content.choices ?? []) : [];
  if (choices.length === 0) return { text };
  if (fitting(choices, shows)) return { text, choices };
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  return { text: [text, ...lines].join("\n") };
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
