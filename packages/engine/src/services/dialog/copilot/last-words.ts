import type { ConversationEvent } from "@parley/protocol";

/** What a visitor said since an agent last did. */
export interface LastWords {
  /** The message that waits for an answer. */
  messageId: string;
  /** Words said in one go, the last ones first: what is between them, the bot said. */
  runs: string[];
  /** All that they have said, as far as it was read. */
  before: string;
}

/** Runs that are looked at: where the last one says only “a person, please”, the one before says why. */
const MOST_RUNS = 3;
/** Buttons that say nothing of what is wanted. */
const SAYS_NOTHING = /^(?:human|none|bot)$/;

/** A visitor's words that wait for an agent's answer; nothing where an agent has said something since. */
export function lastWords(events: readonly ConversationEvent[]): LastWords | undefined {
  const runs: string[][] = [];
  let messageId: string | undefined;
  let isOpen = false;
  for (const event of events.toReversed()) {
    if (event.type !== "message") continue;
    if (event.author.kind === "agent") break;
    const words = wordsOf(event);
    if (words === undefined) {
      isOpen = false;
      continue;
    }
    messageId ??= event.id;
    const run = isOpen ? runs.at(-1) : undefined;
    if (run) run.unshift(words);
    else if (runs.length < MOST_RUNS) runs.push([words]);
    isOpen = true;
  }
  if (messageId === undefined) return undefined;
  const before = events.flatMap((event) => wordsOf(event) ?? []).join("\n");
  return { messageId, runs: runs.map((run) => run.join("\n")), before };
}

/** What was said to a visitor, by whomever. */
export const saidTo = (events: readonly ConversationEvent[]): string[] =>
  events.flatMap((event) => (event.type === "message" && event.author.kind !== "visitor" ? event.content.text : []));

function wordsOf(event: ConversationEvent): string | undefined {
  if (event.type !== "message" || event.author.kind !== "visitor") return undefined;
  const { content } = event;
  if (content.type === "text" || content.type === "left") return content.text;
  return content.type === "choice" && !SAYS_NOTHING.test(content.value) ? content.text : undefined;
}
