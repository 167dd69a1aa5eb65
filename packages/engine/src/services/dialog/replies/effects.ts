import type { Sense } from "./sense.ts";

/** What the bot's last words were. */
export type Situation = "offer" | "choices" | "article" | "answer" | "question" | "else" | "waiting" | "nothing";

/** What a reply does to what was asked. */
export type Move =
  | "accept"
  | "decline"
  | "affirm"
  | "none"
  | "wrong"
  | "which"
  | "thank"
  | "acknowledge"
  | "greet"
  | "leave"
  | "done"
  | "stop";

/** Senses that do something, some of them together. */
type Effect = Exclude<Sense, "link" | "opener" | "filler"> | "yes, thanks" | "okay, thanks" | "no, person";

const SITUATIONS: readonly Situation[] = [
  "offer",
  "choices",
  "article",
  "answer",
  "question",
  "else",
  "waiting",
  "nothing",
];

/** What each does after what, in the order of `SITUATIONS`; the first that is there and does something counts. */
const EFFECTS: readonly (readonly [Effect, string])[] = [
  ["stop", "decline decline - - decline - stop -"],
  ["wrong", "wrong none wrong wrong wrong wrong acknowledge acknowledge"],
  ["none", "decline none none none decline done acknowledge done"],
  ["bye", "leave leave leave leave leave leave leave leave"],
  ["drop", "decline decline done done decline done stop done"],
  ["untrue", "decline none wrong wrong decline wrong acknowledge acknowledge"],
  ["no, person", "decline none - - decline done stop -"],
  ["no", "decline none wrong decline decline done acknowledge done"],
  ["person", "accept - - - - - - -"],
  ["solved", "decline decline acknowledge acknowledge decline acknowledge stop acknowledge"],
  ["fine", "decline decline done done decline done acknowledge done"],
  ["yes, thanks", "accept which thank thank affirm thank thank thank"],
  ["yes", "accept which acknowledge acknowledge affirm affirm acknowledge acknowledge"],
  ["want", "accept which - - affirm - - -"],
  ["okay, thanks", "accept thank thank thank thank thank thank thank"],
  ["okay", "accept which acknowledge acknowledge affirm acknowledge acknowledge acknowledge"],
  ["please", "accept - - - - - - -"],
  ["thanks", "thank thank thank thank thank thank thank thank"],
  ["smile", "thank which acknowledge acknowledge affirm acknowledge acknowledge acknowledge"],
  ["greeting", "greet greet greet greet greet greet greet greet"],
];

const MOVES: ReadonlyMap<string, Move> = new Map(
  EFFECTS.flatMap(([effect, row]) =>
    row
      .split(" ")
      .flatMap((move, index): [string, Move][] =>
        move === "-" ? [] : [[`${effect}/${SITUATIONS[index]}`, move as Move]],
      ),
  ),
);

/** Senses that are in a message, and where each came last. */
export type Senses = ReadonlyMap<Sense, number>;

/** What the senses of a message do in a situation. */
export function moveOf(senses: Senses, situation: Situation): Move | undefined {
  const there = effectsIn(senses);
  for (const [effect] of EFFECTS) {
    const move = there.has(effect) ? MOVES.get(`${effect}/${situation}`) : undefined;
    if (move) return move;
  }
  return undefined;
}

function effectsIn(senses: Senses): Set<string> {
  const effects = new Set<string>(senses.keys());
  // “Yes, no” refuses and “no, yes” agrees: the last word counts. “No, okay” still refuses.
  const refused = senses.get("no") ?? -1;
  if (refused < Math.max(senses.get("yes") ?? -1, senses.get("want") ?? -1)) effects.delete("no");
  if (effects.has("no") && effects.has("person")) effects.add("no, person");
  if (effects.has("thanks"))
    for (const agreed of ["yes", "okay"]) if (effects.has(agreed)) effects.add(`${agreed}, thanks`);
  return effects;
}
