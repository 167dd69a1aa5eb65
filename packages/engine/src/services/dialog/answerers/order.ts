import { BotPhrases, type Inbox, readStored } from "@parley/protocol";
import * as v from "valibot";
import { type Answerer, BUILT_IN, type BuiltIn, type GivenAnswerer } from "./port.ts";

/** Milliseconds that an answerer may take unless it says otherwise, and at most; of more than one together. */
export const WITHIN = { usual: 8_000, most: 20_000, together: 30_000 };

/** What an inbox says of its bot. What cannot be read counts as not said. */
const Bot = v.object({
  /** How it is called. */
  name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(60))),
  /** Names of answerers, in the order in which they are asked; others are not. */
  answerers: v.optional(v.pipe(v.array(v.string()), v.maxLength(20))),
  /** What it says on its own account. */
  words: v.optional(BotPhrases),
});
export type BotSettings = v.InferOutput<typeof Bot>;

/** The bot of an inbox, as its settings say. */
export function botOf({ settings }: Pick<Inbox, "settings">): BotSettings {
  return readStored(Bot, settings["bot"]) ?? {};
}

const NAME = /^[a-z\d][a-z\d-]{0,39}$/;
const isBuiltIn = (name: string): name is BuiltIn => BUILT_IN.some((one) => one === name);

/** Throws, with what to change, where answerers cannot be told apart, or would not be asked: `here` are the services that run here. */
export function checkAnswerers(given: readonly GivenAnswerer[], here: readonly string[]): void {
  if (given.length > 0 && !here.includes("dialog")) {
    throw new TypeError("Answerers are asked where the dialog service runs: give them to that process.");
  }
  const names = given.map(nameOf);
  const odd = given.find((one) => !isNamed(one));
  if (odd !== undefined) {
    throw new TypeError(
      `An answerer cannot be called ${JSON.stringify(nameOf(odd))}: small letters, digits and -, and not as one of the engine's.`,
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new TypeError(`Two answerers are called ${twice}.`);
  const slow = given.find((one) => !(withinOf(one) >= 0 && withinOf(one) <= WITHIN.most));
  if (slow !== undefined) throw new TypeError(`The answerer ${nameOf(slow)} must answer within ${WITHIN.most} ms.`);
}

const isNamed = (one: GivenAnswerer) =>
  typeof one === "string" ? isBuiltIn(one) : !isBuiltIn(one.name) && NAME.test(one.name);
export const nameOf = (one: GivenAnswerer) => (typeof one === "string" ? one : one.name);
const withinOf = (one: GivenAnswerer) => (typeof one === "string" ? 0 : (one.within ?? WITHIN.usual));

/**
 * The answerers of an inbox, in the order in which they are asked: as the inbox says, else as they were given where the engine's own
 * are among them, else these first. Names that nothing here has are left out.
 */
export function orderOf(given: readonly GivenAnswerer[], named: readonly string[] | undefined): (Answerer | BuiltIn)[] {
  const usual = given.some((one) => typeof one === "string") ? given : [...BUILT_IN, ...given];
  if (!named) return [...usual];
  const all = new Map<string, GivenAnswerer>([...BUILT_IN, ...given].map((one) => [nameOf(one), one]));
  return [...new Set(named)].flatMap((name) => all.get(name) ?? []);
}

/** Milliseconds that the given ones may take together. */
export const longest = (given: readonly GivenAnswerer[]): number =>
  Math.min(
    WITHIN.together,
    given.map(withinOf).reduce((sum, within) => sum + within, 0),
  );
