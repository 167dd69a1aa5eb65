import type { Suggestion, SuggestionCounts, SuggestionDays } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import { SUGGESTED } from "./stored.ts";

const DAY = 24 * 3_600_000;
/** Agents' composers whose suggestions are remembered: more than write at once on a node. */
const MOST = 2_000;
/** What shares so much of its pairs of characters with a suggestion was made of it. */
const ALIKE = 0.6;
const LEAST_OF_IT = 0.25;
const BLANK = /\{\{[^{}]*\}\}/g;
const NONE: SuggestionCounts = { first: 0, second: 0, third: 0, changed: 0, other: 0 };
const PLACES = ["first", "second", "third"] as const;

interface Shown {
  inboxId: string;
  texts: string[];
}

/** Counts how often what was suggested was sent. The words stay in memory until then, and nowhere else. */
export function createCounted(store: Store, now: () => number) {
  const days = SUGGESTED.open(store);
  const shown = new Map<string, Shown>();
  const keyOf = (conversationId: string, agentId: string) => `${conversationId} ${agentId}`;

  /** By day and inbox, the oldest first. */
  async function counted(from: number, to: number, inboxIds?: readonly string[]): Promise<SuggestionDays> {
    const found = await days.find({ day: { $gte: Math.floor(from / DAY), $lte: Math.floor((to - 1) / DAY) } });
    const seen = found.filter(({ inboxId }) => inboxIds?.includes(inboxId) ?? true);
    const inOrder = seen.toSorted((one, other) => one.day - other.day || one.inboxId.localeCompare(other.inboxId));
    return inOrder.map(({ _id, day, ...counts }) => ({
      ...counts,
      day: new Date(day * DAY).toISOString().slice(0, 10),
    }));
  }

  return {
    shown(
      conversationId: string,
      agentId: string,
      what: { inboxId: string; suggestions: readonly Suggestion[] },
    ): void {
      const key = keyOf(conversationId, agentId);
      shown.delete(key);
      if (what.suggestions.length > 0)
        shown.set(key, { inboxId: what.inboxId, texts: what.suggestions.map(({ text }) => text) });
      const [oldest] = shown.size > MOST ? shown.keys() : [];
      if (oldest !== undefined) shown.delete(oldest);
    },

    /** Counts what an agent sent, where something was suggested for it. */
    async sent(conversationId: string, agentId: string, text: string): Promise<void> {
      const key = keyOf(conversationId, agentId);
      const there = shown.get(key);
      if (!there) return;
      shown.delete(key);
      const { inboxId } = there;
      const day = Math.floor(now() / DAY);
      const what = whatWasSent(there.texts, text);
      const change = { $inc: { ...NONE, [what]: 1 }, $setOnInsert: { day, inboxId } };
      await days.update({ _id: `${day}.${inboxId}` }, change, { upsert: true });
    },

    between: counted,

    async inAll(from: number, to: number, inboxIds?: readonly string[]): Promise<SuggestionCounts> {
      const counts = { ...NONE };
      for (const one of await counted(from, to, inboxIds))
        for (const what of Object.keys(NONE) as (keyof SuggestionCounts)[]) counts[what] += one[what];
      return counts;
    },
  };
}

/** Which of the suggestions was sent. */
export function whatWasSent(texts: readonly string[], sent: string): keyof SuggestionCounts {
  const wanted = plain(sent);
  const place = texts.findIndex((text) => isFilled(text, wanted));
  return PLACES[place] ?? (texts.some((text) => areAlike(plain(text), wanted)) ? "changed" : "other");
}

const plain = (text: string): string => text.replace(BLANK, "").replace(/\s+/g, " ").trim().toLowerCase();

/** Whether it is that, with anything in its blanks. */
function isFilled(text: string, sent: string): boolean {
  const [first = "", ...others] = text.replace(/\s+/g, " ").trim().toLowerCase().split(BLANK);
  const last = others.pop();
  if (last === undefined) return first === sent;
  let from = sent.startsWith(first) ? first.length : -1;
  for (const part of others) {
    const at = from < 0 ? -1 : sent.indexOf(part, from);
    from = at < 0 ? -1 : at + part.length;
  }
  return from >= 0 && sent.length - last.length >= from && sent.endsWith(last);
}

function areAlike(one: string, other: string): boolean {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  // A word or two stand in anything.
  if (others.size < pairs.size * LEAST_OF_IT) return false;
  return shared >= ALIKE * Math.max(1, Math.min(pairs.size, others.size));
}

const pairsOf = (text: string): Set<string> =>
  new Set(Array.from(text, (_, at) => text.slice(at, at + 2)).filter((pair) => pair.length === 2));
