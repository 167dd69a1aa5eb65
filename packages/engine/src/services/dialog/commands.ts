import {
  type Author,
  ChatError,
  type Content,
  type Conversation,
  type Desk,
  type Happening,
  MOST_TAGS,
} from "@parley/protocol";
import type { Command } from "./contract.ts";
import type { Step } from "./log.ts";

/** The id of an event that the engine adds to another. No client can make it: its ids have no colon. */
export const derivedId = (id: string, what: string) => `${id}:${what}`;

/** A command of which everything is known that it would write. */
export type Known = Exclude<Command, { do: "say" }> | { do: "say"; author: Author; content: Content };

type CommandOf<D extends Command["do"]> = Extract<Command, { do: D }>;

/** The next event that carries out a command on a conversation as it stands. Pure. Throws what the asker should see. */
export function nextStep(conversation: Conversation, id: string, command: Known, desk: Desk = {}): Step {
  if (needsOpening(conversation, command)) {
    // Numbered, since an earlier attempt may have opened an episode that somebody ended before the command came through.
    const { episode } = conversation;
    return { id: derivedId(id, `opened:${episode + 1}`), happening: { type: "opened", author: opener(command) } };
  }
  if (command.do === "merge") {
    assertMergeable(conversation, command);
    if (conversation.state.status !== "closed") return closing(conversation, id, command);
  }
  return isDue(conversation, command, desk) ? { id, happening: happeningOf(command) } : undefined;
}

/** Who has a conversation merges it, or ended it; who supervises those of others. Nothing goes on of what never began, or is erased. */
function assertMergeable(conversation: Conversation, { agent, force }: CommandOf<"merge">): void {
  const { episode, state } = conversation;
  if (episode === 0) throw new ChatError("forbidden", "Claim the conversation first.");
  if (state.status !== "closed") return assertHolder(conversation, agent.id, force);
  if (state.erased) throw new ChatError("notFound", "What this belongs to was erased.");
  const isTheirs = state.by.kind === "agent" && state.by.id === agent.id;
  if (!force && !isTheirs) throw new ChatError("forbidden", "Claim the conversation first.");
}

/** What goes on elsewhere is over here first. */
function closing(conversation: Conversation, id: string, { agent }: CommandOf<"merge">): Step {
  const author: Author = { kind: "agent", ...agent };
  return { id: derivedId(id, `closed:${conversation.episode}`), happening: { type: "closed", author } };
}

/** A visitor who writes, or an agent who takes over, begins the next episode of a conversation that is over. */
function needsOpening({ episode, state }: Conversation, command: Known): boolean {
  const over = episode === 0 || state.status === "closed";
  return over && (command.do === "claim" || (command.do === "say" && command.author.kind === "visitor"));
}

function opener(command: Known): Author {
  return command.do === "claim" ? { kind: "agent", ...command.agent } : { kind: "visitor" };
}

/** What the command would write, whatever the conversation's state: a repeated id must say the same (SPEC M4). */
export function happeningOf(command: Known): Happening {
  switch (command.do) {
    case "say":
      return { type: "message", author: command.author, content: command.content };
    case "note":
      return { type: "note", author: command.author, text: command.text };
    case "queue":
      return { type: "queued", reason: command.reason };
    case "claim":
      return { type: "claimed", agent: command.agent, ...takenOver(command) };
    case "release":
      return {
        type: "released",
        to: command.to,
        author: { kind: "agent", ...command.agent },
        ...(command.to === "queue" && command.team !== undefined && { team: command.team }),
      };
    case "decline":
      return { type: "declined", agent: command.agent, because: "declined" };
    case "transfer":
      return { type: "claimed", agent: command.to, by: command.agent };
    case "stopWaiting":
      return { type: "released", to: "bot", author: { kind: "visitor" } };
    case "close":
      return { type: "closed", author: command.author, ...(command.code && { code: command.code }) };
    case "tag":
      return { type: "tagged", author: command.author, tag: command.tag, on: command.on };
    case "snooze":
      return {
        type: "snoozed",
        by: command.agent,
        ...(command.until !== undefined && { until: command.until }),
      };
    case "wake":
      return { type: "woken", author: { kind: "agent", ...command.agent }, agent: command.agent };
    case "merge":
      return { type: "merged", by: command.agent, into: command.into };
    case "join":
      return { type: "joined", by: command.agent, from: command.from };
    case "rate":
      return { type: "rated", score: command.score, ...(command.comment && { comment: command.comment }) };
    case "judge":
      return { type: "judged", messageId: command.messageId, helpful: command.helpful };
  }
}

function takenOver({ from, fromName, because }: CommandOf<"claim">) {
  if (from === undefined || fromName === undefined) return {};
  return { from: { id: from, name: fromName }, ...(because && { because }) };
}

/** Whether there is anything to do. Throws what the asker should see if he may not. */
function isDue(conversation: Conversation, command: Known, desk: Desk): boolean {
  const { state } = conversation;
  switch (command.do) {
    case "say":
      if (command.author.kind === "agent") assertHolder(conversation, command.author.id);
      return true;
    case "queue":
      return state.status === "bot";
    case "stopWaiting":
      return state.status === "queued";
    case "claim":
      return isClaimable(conversation, command);
    case "release":
      return isReleasable(conversation, command);
    case "decline":
      return state.status === "queued" && state.offer?.agent.id === command.agent.id;
    case "transfer":
      assertHolder(conversation, command.agent.id, command.force);
      return !(state.status === "agent" && state.agent.id === command.to.id);
    case "close":
      return isClosable(conversation, command);
    case "rate":
      return assertEnded(state);
    case "tag":
      return isTaggable(desk.tags, command);
    case "snooze":
    case "wake":
      assertHolder(conversation, command.agent.id, command.force);
      assertHeld(state);
      return command.do === "snooze" || desk.snoozed !== undefined;
    case "merge":
      return desk.merged !== command.into;
    case "note":
    case "join":
    case "judge":
      return true;
  }
}

function assertEnded({ status }: Conversation["state"]): true {
  if (status === "closed") return true;
  throw new ChatError("conflict", "Only a conversation that has ended can be rated.");
}

/** Also who may act on what others hold puts aside only what somebody has. */
function assertHeld({ status }: Conversation["state"]): void {
  if (status !== "agent") throw new ChatError("forbidden", "Claim the conversation first.");
}

function isReleasable(conversation: Conversation, command: CommandOf<"release">): boolean {
  const { state } = conversation;
  if (state.status === (command.to === "bot" ? "bot" : "queued") && !isForOther(state, command)) return false;
  assertHolder(conversation, command.agent.id, command.force);
  return true;
}

/** Whether who waits is handed to another team, which who supervises may do. */
const isForOther = (state: Conversation["state"], { to, team }: CommandOf<"release">) =>
  to === "queue" && state.status === "queued" && team !== undefined && state.team !== team;

function isClaimable({ state }: Conversation, { agent, from, force = false }: CommandOf<"claim">): boolean {
  const asked = state.status === "queued" ? state.offer?.agent : undefined;
  if (asked && asked.id !== agent.id && !force) {
    throw new ChatError("conflict", `${asked.name} is asked to take this conversation.`, { details: { agent: asked } });
  }
  if (state.status !== "agent") return true;
  if (state.agent.id === agent.id) return false;
  if (state.agent.id === from) return true;
  throw new ChatError("conflict", `${state.agent.name} already has this conversation.`, {
    details: { agent: state.agent },
  });
}

function isTaggable(tags: readonly string[] = [], { tag, on }: CommandOf<"tag">): boolean {
  if (tags.includes(tag) === on) return false;
  if (on && tags.length >= MOST_TAGS) throw new ChatError("conflict", `A conversation has at most ${MOST_TAGS} tags.`);
  return true;
}

function isClosable(conversation: Conversation, { author, force }: CommandOf<"close">): boolean {
  if (conversation.state.status === "closed" || conversation.episode === 0) return false;
  if (author.kind === "agent") assertHolder(conversation, author.id, force);
  return true;
}

function assertHolder({ state }: Conversation, agentId: string, force = false): void {
  if (force && state.status !== "closed") return;
  if (state.status === "agent" && state.agent.id === agentId) return;
  if (state.status !== "agent") throw new ChatError("forbidden", "Claim the conversation first.");
  throw new ChatError("forbidden", `${state.agent.name} has this conversation.`, { details: { agent: state.agent } });
}
