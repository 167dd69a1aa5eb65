/** The value of the choice (SPEC C2) that says that a file did not come which somebody sent over a channel: those words are the engine's, not theirs. */
export const MISSING_FILE = "file:missing";
