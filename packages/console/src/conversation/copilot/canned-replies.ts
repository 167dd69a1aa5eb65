import type { CannedReply, Locale } from "@parley/protocol";
import { inLanguage } from "../../language/language.ts";

/** What is typed after the `/` that ends at `caret`, if a canned reply is being looked for there: a shortcut, or words. */
export function lookedFor(text: string, caret: number): string | undefined {
  return /(?:^|\s)\/((?:[\p{L}\p{N}_-][\p{L}\p{N}_ -]{0,60})?)$/u.exec(text.slice(0, caret))?.[1];
}

/** Replies that fit: those whose shortcut begins with the words first, then those that have all of them, in their folder too. */
export function findReplies(replies: readonly CannedReply[], words: string, locale: Locale): CannedReply[] {
  const wanted = words.trim().toLowerCase();
  const each = wanted.split(/\s+/);
  const rank = ({ shortcut, text, folder = "" }: CannedReply) => {
    if (shortcut.startsWith(wanted)) return 0;
    if (shortcut.includes(wanted)) return 1;
    const all = `${shortcut} ${folder} ${inLanguage(text, locale)}`.toLowerCase();
    return each.every((word) => all.includes(word)) ? 2 : 3;
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
