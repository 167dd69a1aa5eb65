import type { CannedReply } from "@parley/protocol";
import { createRanking, weigh } from "../search/ranking.ts";
import { terms } from "../search/terms.ts";
import { inSlices } from "../time-slices.ts";

/** Canned replies that may answer, likeliest first, by their shortcuts; `score` from 0 to 1. */
export type ReplySearch = (text: string) => { shortcut: string; score: number }[];

/** How much a term counts by where it stands. */
const WEIGHT = { shortcut: 2, text: 1 };
const FOUND = 5;
/** At this share of a question's words every second reply fits; a reply has few words, and says sorry and thanks in most. */
const EVEN = 0.5;
const STEEPNESS = 9.5;
const BLANK = /\{\{[^{}]*\}\}/g;

/** Reads all canned replies, in slices, and makes the search. */
export async function createReplySearch(replies: Iterable<CannedReply>): Promise<ReplySearch> {
  const ranking = createRanking<string>();
  await inSlices(replies, ({ shortcut, folder = "", text }) => {
    const named = terms(`${shortcut} ${folder}`.replace(/[-_/]+/g, " "));
    for (const words of Object.values(text)) {
      if (!words) continue;
      const weights = new Map<string, number>();
      weigh(weights, named, WEIGHT.shortcut);
      weigh(weights, terms(words.replace(BLANK, " ")), WEIGHT.text);
      ranking.add({ key: shortcut, weights });
    }
  });
  return (text) => {
    const best = new Map<string, number>();
    for (const { key, coverage } of ranking.find(terms(text), 2 * FOUND)) {
      if (!best.has(key)) best.set(key, 1 / (1 + Math.exp(-STEEPNESS * (coverage - EVEN))));
    }
    return [...best].slice(0, FOUND).map(([shortcut, score]) => ({ shortcut, score }));
  };
}
