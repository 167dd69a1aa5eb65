import type { Choice } from "@parley/protocol";
import { type MarkdownContent, readMarkdown } from "@parley/protocol/markdown";
import type { Part } from "../../spine/render.ts";
import type { Language } from "./flow.ts";
import { WORDS } from "./words.ts";

/** Keys that stand for choices; those behind them have a meaning of their own. */
export const MOST_CHOICES = 6;

/** What is said of a message, and the choices that keys stand for. */
export interface Heard {
  text: string;
  choices?: Choice[];
}

/** A message for who listens: no marks, no addresses, an end to every line, and a key for every choice. Pure. */
export function forTheEar(parts: readonly Part[], language: Language): Heard {
  const said = parts.map((part) => saidOf(part, language)).filter(Boolean);
  const choices = parts.findLast((part) => part.choices)?.choices;
  const keys = (choices ?? []).map(({ label }, index) => WORDS[language].choice(index + 1, label));
  const text = [...said, ...keys].join(language === "en" ? " " : "");
  return choices ? { text, choices } : { text };
}

function saidOf({ text, file }: Part, language: Language): string {
  if (file) return WORDS[language].picture(file.name);
  const lines = flat(readMarkdown(text), language)
    .split("\n")
    .map((line) => withEnd(spoken(line, language), language));
  return lines.filter(Boolean).join(language === "en" ? " " : "");
}

/** What is a line of its own. */
const LINES: readonly string[] = ["p", "h", "ul", "ol", "li", "table", "tr", "pre", "br"];

function flat(content: readonly MarkdownContent[], language: Language): string {
  return content
    .map((part) => {
      if (typeof part === "string") return part;
      const inside = flat(part.inside, language);
      if (part.kind === "th" || part.kind === "td") return `${inside}, `;
      const number = part.number === undefined ? "" : `${part.number}, `;
      return LINES.includes(part.kind) ? `\n${number}${inside}\n` : inside;
    })
    .join("");
}

const ADDRESS = /(?:https?:\/\/|www\.)[^\s，。；！？、）)]+/gi;
const SIGNS = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)+/gu;
const SAID: readonly [RegExp, string][] = [
  [/^\s*>\s?/, ""],
  [/^\s*[-*•]\s+/, ""],
  [/^\s*(\d{1,2})\.\s+/, "$1, "],
  [/[*_`~|#]+/g, " "],
];

function spoken(line: string, language: Language): string {
  const plain = line.replaceAll(ADDRESS, (found) => WORDS[language].page(hostOf(found))).replaceAll(SIGNS, " ");
  return SAID.reduce((text, [pattern, instead]) => text.replace(pattern, instead), plain)
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/,$/, "");
}

function hostOf(address: string): string {
  const url = /^www\./i.test(address) ? `https://${address}` : address;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
}

/** A voice makes no pause where nothing says that a sentence is over. */
function withEnd(line: string, language: Language): string {
  if (line === "" || /[.!?:;,…。！？：；，、]["”）)]?$/u.test(line)) return line;
  return line + (language === "en" ? "." : "。");
}
