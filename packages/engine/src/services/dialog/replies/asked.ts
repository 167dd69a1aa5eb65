import type { Choice } from "@parley/protocol";
import type { Move, Situation } from "./effects.ts";

/** What the bot's last words were, and what may be picked. */
export interface Asked {
  what: Situation;
  choices: readonly Choice[];
}

/** What a message is as a reply. */
export type Reading =
  | { does: "pick"; choices: Choice[] }
  | {
      does: Move;
      /** What was said beside it and has to be understood by itself. */
      rest?: string | undefined;
    };

/** Whether a choice is about something, and no way out. */
export const isSubject = ({ value }: Choice) => value !== "human" && value !== "none" && value !== "bot";
