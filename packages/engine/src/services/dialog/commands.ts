import { type Author, ChatError, type Conversation, type Happening } from "@parley/protocol";
import type { Command } from "./contract.ts";
import type { Step } from "./log.ts";

type CommandOf<D extends Command["do"]> = Extract<Command, { do: D }>;

/** The next event that carries out a command on a conversation as it stands. Pure. Throws what the asker should see. */
export function nextStep(conversation: Conversation, id: string, command: Command): Step {
  if (needsOpening(conversation, command)) {
    // Numbered, since an earlier attempt may have opened an episode that somebody ended before the command came through.
    return { id: `${id}-opened-${conversation.episode + 1}`, happening: { type: "opened", author: opener(command) } };
  }
  const happening = happeningOf(conversation, command);
  return happening && { id, happening };
}

/** A visitor who writes, or an agent who takes over, begins the next episode of a conversation that is over. */
function needsOpening({ episode, state }: Conversation, command: Command): boolean {
  const over = episode === 0 || state.status === "closed";
  return over && (command.do === "claim" || (command.do === "say" && command.author.kind === "visitor"));
}

function opener(command: Command): Author {
  return command.do === "claim" ? { kind: "agent", ...command.agent } : { kind: "visitor" };
}

function happeningOf(conversation: Conversation, command: Command): Happening | undefined {
  switch (command.do) {
    case "say":
      return said(conversation, command);
    case "note":
      return { type: "note", author: command.author, text: command.text };
    case "queue":
      return conversation.state.status === "bot" ? { type: "queued", reason: command.reason } : undefined;
    case "claim":
      return claimed(conversation, command);
    case "release":
      assertHolder(conversation, command.agent.id, command.force);
      return { type: "released", to: command.to, author: { kind: "agent", ...command.agent } };
    case "transfer":
      assertHolder(conversation, command.agent.id, command.force);
      return { type: "claimed", agent: command.to };
    case "close":
      return closed(conversation, command);
    case "rate":
      return rated(conversation, command);
    case "judge":
      return { type: "judged", messageId: command.messageId, helpful: command.helpful };
  }
}

function said(conversation: Conversation, { author, content }: CommandOf<"say">): Happening {
  if (author.kind === "agent") assertHolder(conversation, author.id);
  return { type: "message", author, content };
}

function claimed({ state }: Conversation, { agent, from }: CommandOf<"claim">): Happening | undefined {
  if (state.status !== "agent") return { type: "claimed", agent };
  if (state.agent.id === agent.id) return undefined;
  if (state.agent.id === from) return { type: "claimed", agent };
  throw new ChatError("conflict", `${state.agent.name} already has this conversation.`, {
    details: { agent: state.agent },
  });
}

function closed(conversation: Conversation, { author, force }: CommandOf<"close">): Happening | undefined {
  if (conversation.state.status === "closed" || conversation.episode === 0) return undefined;
  if (author.kind === "agent") assertHolder(conversation, author.id, force);
  return { type: "closed", author };
}

function rated({ state }: Conversation, { score, comment }: CommandOf<"rate">): Happening {
  if (state.status !== "closed") throw new ChatError("conflict", "Only a conversation that has ended can be rated.");
  return { type: "rated", score, ...(comment && { comment }) };
}

function assertHolder({ state }: Conversation, agentId: string, force = false): void {
  if (force && state.status !== "closed") return;
  if (state.status === "agent" && state.agent.id === agentId) return;
  if (state.status !== "agent") throw new ChatError("forbidden", "Claim the conversation first.");
  throw new ChatError("forbidden", `${state.agent.name} has this conversation.`, { details: { agent: state.agent } });
}
