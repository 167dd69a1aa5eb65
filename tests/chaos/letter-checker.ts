import type { ConversationEvent } from "@parley/protocol";
import type { Verdict } from "./checker.ts";

/** What was seen in the other house, in order, by the engine's names of it. */
export interface SeenLetter {
  conversationId: string;
  seq: number;
}

/** Reads the key under which the engine hands a message over. */
export function letterOf(key: string): SeenLetter {
  const [conversationId = "", seq = ""] = key.split("/");
  return { conversationId, seq: Number(seq) };
}

type Log = readonly ConversationEvent[];

/** Numbers of what had to be handed over of a conversation. */
export const dueOf = (log: Log): number[] =>
  log.flatMap((event) => (event.type === "message" && event.author.kind !== "visitor" ? [event.seq] : []));

type Note = (kind: "lost" | "doubled" | "reordered" | "broken", what: string) => void;

/** Whether each message was seen once and in its place in the other house, and what was written there is stored once and in order. */
export function checkLetters(
  logs: ReadonlyMap<string, Log>,
  seen: readonly SeenLetter[],
  written: readonly (readonly string[])[],
): Verdict {
  const verdict: Verdict = { deliveries: seen.length, lost: 0, doubled: 0, reordered: 0, problems: [] };
  const note: Note = (kind, what) => {
    if (kind !== "broken") verdict[kind] += 1;
    verdict.problems.push(`${kind}: ${what}`);
  };
  for (const [conversationId, log] of logs) {
    const numbers = seen.filter((letter) => letter.conversationId === conversationId).map(({ seq }) => seq);
    checkSeen(conversationId, dueOf(log), numbers, note);
  }
  const stored = [...logs.values()].flatMap((log) => log.flatMap(markOf));
  for (const marks of written)
    checkWritten(
      marks,
      stored.filter((mark) => marks.includes(mark)),
      note,
    );
  return verdict;
}

function checkSeen(conversationId: string, due: readonly number[], numbers: readonly number[], note: Note): void {
  const letter = (seq: number) => `letter ${seq} of ${conversationId}`;
  for (const seq of due) if (!numbers.includes(seq)) note("lost", letter(seq));
  for (const [index, seq] of numbers.entries()) {
    if (numbers.indexOf(seq) < index) note("doubled", letter(seq));
    else if (seq < (numbers[index - 1] ?? 0)) note("reordered", letter(seq));
    if (!due.includes(seq)) note("broken", `${letter(seq)} is in no log`);
  }
}

function checkWritten(marks: readonly string[], found: readonly string[], note: Note): void {
  for (const mark of marks) {
    const times = found.filter((one) => one === mark).length;
    if (times === 0) note("lost", `${mark} is not stored`);
    if (times > 1) note("doubled", `${mark} is stored ${times} times`);
  }
  const places = found.map((mark) => marks.indexOf(mark));
  if (places.some((place, index) => place < (places[index - 1] ?? place)))
    note("reordered", `what ${marks[0]} and the following say`);
}

function markOf(event: ConversationEvent): string[] {
  if (event.type !== "message" || event.author.kind !== "visitor") return [];
  const [, mark] = /\((letter writer \d+#\d+)\)$/.exec(event.content.text) ?? [];
  return mark === undefined ? [] : [mark];
}
