import type { CannedReply, Locale } from "@parley/protocol";
import { inLanguage } from "../language/language.ts";

const BLANK = /\{\{\s*([a-z_]+)\s*(?:\|([^{}]*))?\}\}/g;

/** Signs that make marks or addresses of words. */
const MARKS = /[[\](){}<>*_`|\\~#!\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const ADDRESS = /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S*/gi;

/**
 * Fills `{{name}}` and `{{name|otherwise}}`. A blank that nothing is known for and that has no other words stays, to be noticed.
 * What is known are words of others: they become no marks, pictures or links in the agent's mouth.
 */
export function fill(text: string, known: Readonly<Record<string, string | undefined>>): string {
  return text.replace(
    BLANK,
    (blank, name: string, otherwise: string | undefined) => words(known[name]) || (otherwise ?? blank),
  );
}

function words(value = ""): string {
  return value.replace(ADDRESS, "").replace(MARKS, "").replace(/\s+/g, " ").trim();
}

/** What is typed after the `/` that ends at `caret`, if a canned reply is being looked for there. */
export function lookedFor(text: string, caret: number): string | undefined {
  return /(?:^|\s)\/([a-z0-9_\-\p{Script=Han}]*)$/iu.exec(text.slice(0, caret))?.[1];
}

/** Replies that fit: those whose shortcut begins with the words first, then those that contain them. */
export function findReplies(replies: readonly CannedReply[], words: string, locale: Locale): CannedReply[] {
  const wanted = words.toLowerCase();
  const rank = ({ shortcut, text }: CannedReply) => {
    if (shortcut.startsWith(wanted)) return 0;
    if (shortcut.includes(wanted)) return 1;
    return inLanguage(text, locale).toLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter(({ rank }) => rank < 3)
    .sort((one, other) => one.rank - other.rank || (one.reply.shortcut < other.reply.shortcut ? -1 : 1))
    .map(({ reply }) => reply);
}

/** The draft with `/words` before `caret` replaced by `insert`, and where the caret is then. */
export function inserted(text: string, caret: number, insert: string): { text: string; caret: number } {
  const start = caret - (lookedFor(text, caret)?.length ?? -1) - 1;
  return { text: text.slice(0, start) + insert + text.slice(caret), caret: start + insert.length };
}
