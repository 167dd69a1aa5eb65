/** Feelings of which a message has one at most. */
export const FEELINGS = ["angry", "worried", "confused", "pleased"] as const;
/** What a message may tell beside its wish. */
export const SIGNALS = [...FEELINGS, "urgent", "leaving"] as const;
export type Signal = (typeof SIGNALS)[number];
/** What is told apart by sentence vectors, in the order of their scores. */
export const OUTPUTS = ["calm", ...SIGNALS] as const;
