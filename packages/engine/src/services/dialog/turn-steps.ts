import type { Content, Conversation, ConversationEvent, Happening, Insight, MessageEvent } from "@parley/protocol";
import type { NamedBot, Response } from "./bot-words.ts";
import { derivedId } from "./commands.ts";
import type { Commit } from "./log.ts";

/** All that a turn writes, in its order: what is said before, what happens, and the words that follow it. */
type Whole = Pick<Response, "happening" | "words" | "before">;

/** Something that the bot says. */
export function said(content: Content, insight: Insight | undefined): Happening {
  return { type: "message", author: { kind: "bot" }, content, ...(insight && { insight }) };
}

/** The same, said by a bot with a name. */
export function signed({ happening, words, before }: Whole, bot: NamedBot | undefined): Whole {
  const sign = (one: Happening): Happening =>
    bot && one.type === "message" && one.author.kind === "bot" ? { ...one, author: { kind: "bot", ...bot } } : one;
  return {
    happening: sign(happening),
    ...(words && { words: sign(words) }),
    ...(before && { before: before.map(sign) }),
  };
}

/** Whether the bot has the conversation, or it waits in the queue, and did so, without a break, when this was said. */
export function mayAnswer({ state }: Conversation, { seq }: ConversationEvent): boolean {
  if (state.status === "queued") return state.from !== undefined && state.from < seq;
  return state.status === "bot" && state.from < seq;
}

/** The events that carry out a response, and the id of the last. */
export function stepsOf({ happening, words, before = [] }: Whole, message: MessageEvent): Pick<Commit, "id" | "next"> {
  const idOf = (what: string) => derivedId(message.id, what);
  // A hand-over is first of all one; who stops waiting is first of all out of the queue. The words follow.
  const isHandover = happening.type === "queued";
  const [reply, follows] = words && !isHandover ? [idOf("stopped"), idOf("reply")] : [idOf("reply"), idOf("words")];
  const first = [
    ...before.map((said, index) => ({ id: idOf(`before:${index + 1}`), happening: said })),
    { id: reply, happening },
  ];
  const after = isHandover ? "queued" : "bot";
  const next: Commit["next"] = (head, done) => {
    const { status } = head.conversation.state;
    const step = first.find(({ id }) => !done.has(id));
    const isDone = words && (step === undefined || (step.id === reply && status === after));
    if (isDone) return status === after ? { id: follows, happening: words } : undefined;
    // Decided on again at the moment of writing: if an agent took over meanwhile, the bot keeps silent (SPEC H4).
    return step && mayAnswer(head.conversation, message) ? step : undefined;
  };
  return { id: words ? follows : reply, next };
}
