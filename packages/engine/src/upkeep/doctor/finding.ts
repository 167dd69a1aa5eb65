/** What the doctor found about one thing. */
export interface Finding {
  /** The thing: "Node.js", "Clock". */
  what: string;
  is: "ok" | "warn" | "fail";
  /** What is the case, in a sentence or less. */
  says: string;
  /** What to do about it. */
  advice?: string;
}

/** All is well with a thing. */
export const well = (what: string, says: string): Finding => ({ what, is: "ok", says });

/** Something works, and could be better or break later. */
export const warning = (what: string, says: string, advice: string): Finding => ({ what, is: "warn", says, advice });

/** The engine does not start, or loses something, because of this. */
export const failure = (what: string, says: string, advice: string): Finding => ({ what, is: "fail", says, advice });

/** The sentence of an error. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs a look at something; that the look itself fails is a finding too. */
export async function look(what: string, advice: string, run: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await run();
  } catch (error) {
    return [failure(what, reasonOf(error), advice)];
  }
}
