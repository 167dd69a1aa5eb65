import type { Author, Content, Conversation, ConversationEvent } from "@parley/protocol";
import type { RootView } from "./port.ts";
import type { WordOf } from "./words.ts";

/** Who speaks in lines of a thread. */
export interface Speakers {
  words: WordOf;
  /** How the visitor is called. */
  visitor: string;
  /** Whether an event came from this very room: those who are there have it. */
  isOwn: (event: ConversationEvent) => boolean;
}

/** What a room is shown of an event; nothing where that is nothing. */
export function lineOf(event: ConversationEvent, speakers: Speakers): string | undefined {
  const { words } = speakers;
  if ((event.type === "message" || event.type === "note") && speakers.isOwn(event)) return undefined;
  switch (event.type) {
    case "message":
      return `${nameOf(event.author, speakers)}: ${saidIn(event.content, words)}`;
    case "note":
      return `🔒 ${nameOf(event.author, speakers)}: ${event.text}`;
    case "queued":
      return words("again");
    case "claimed":
      return words("agent", { name: event.agent.name });
    case "released":
      return words(event.to === "bot" ? "withBot" : "again");
    case "closed":
      return closedBy(event.author, words);
    case "overdue":
      return words("overdue");
    default:
      return undefined;
  }
}

/** Where a conversation stands. */
export function stateOf({ state }: Conversation, words: WordOf): Pick<RootView, "state" | "status"> {
  const { status } = state;
  switch (status) {
    case "queued":
      return { status, state: words(state.overdue ? "overdue" : "queued") };
    case "agent":
      return { status, state: words("agent", { name: state.agent.name }) };
    case "closed":
      return { status, state: closedBy(state.by, words) };
    case "bot":
      return { status, state: words("withBot") };
  }
}

/** A file by its name: its bytes stay in the house. */
export function saidIn(content: Content, words: WordOf): string {
  if (content.type !== "file") return content.text;
  return words("file", { name: content.file.name });
}

const closedBy = (author: Author, words: WordOf) =>
  author.kind === "agent" ? words("closed", { name: author.name }) : words("closedItself");

function nameOf(author: Author, { words, visitor }: Speakers): string {
  if (author.kind === "visitor") return visitor;
  if (author.kind === "agent") return author.name;
  return (author.kind === "bot" && author.name) || words("bot");
}
