import type { Migration } from "../migration.ts";

/** The tones of the starter knowledge's intents, as they were when intents first had one. */
const TONES: ReadonlyMap<string, "cheerful" | "light"> = new Map([
  ["greeting", "cheerful"],
  ["thanks", "cheerful"],
  ["goodbye", "cheerful"],
  ["how_are_you", "cheerful"],
  ["compliment", "cheerful"],
  ["joke", "cheerful"],
  ["bot_identity", "light"],
  ["bot_abilities", "light"],
]);

/**
 * The small talk of knowledge that was planted before intents had a tone gets the one that it is planted with now; without it
 * whoever is upset would be greeted, and a joke would begin with an apology.
 */
export const tone: Migration = {
  version: 2,
  says: "the starter knowledge's small talk has a tone",
  up: ({ rewrite }) =>
    rewrite("intents", ({ _id, tone }) => {
      const usual = TONES.get(_id);
      return usual && tone === undefined ? { $set: { tone: usual } } : undefined;
    }),
  // A tone that somebody chose stays: the version before looks at none.
  down: ({ rewrite }) =>
    rewrite("intents", ({ _id, tone }) =>
      tone !== undefined && tone === TONES.get(_id) ? { $unset: { tone: true } } : undefined,
    ),
};
