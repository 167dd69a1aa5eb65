import { AgentRef, Author, EscalationReason, Judgement, Rating, SentContent, variant } from "@parley/protocol";
import * as v from "valibot";

/** What someone wants to happen in a conversation. */
export const Command = variant("do", [
  v.object({ do: v.literal("say"), author: Author, content: SentContent }),
  v.object({ do: v.literal("note"), author: Author, text: v.string() }),
  v.object({ do: v.literal("queue"), reason: EscalationReason }),
  /** Takes a conversation from the queue or the bot, or from the agent named in `from`, unless the agent has `most` others. */
  v.object({
    do: v.literal("claim"),
    agent: AgentRef,
    from: v.optional(v.string()),
    /** What that agent is called, and why it is taken over. */
    fromName: v.optional(v.string()),
    because: v.optional(v.string()),
    most: v.optional(v.number()),
    /** Also what another agent is offered. */
    force: v.optional(v.boolean()),
  }),
  v.object({
    do: v.literal("release"),
    agent: AgentRef,
    to: v.picklist(["bot", "queue"]),
    force: v.optional(v.boolean()),
    /** The team that is to take it from the queue. */
    team: v.optional(v.string()),
  }),
  /** An agent does not take what they are offered. */
  v.object({ do: v.literal("decline"), agent: AgentRef }),
  v.object({
    do: v.literal("transfer"),
    agent: AgentRef,
    to: AgentRef,
    force: v.optional(v.boolean()),
    most: v.optional(v.number()),
  }),
  /** The visitor does not want to wait for a person any more. */
  v.object({ do: v.literal("stopWaiting") }),
  v.object({
    do: v.literal("close"),
    author: Author,
    force: v.optional(v.boolean()),
    code: v.optional(v.string()),
  }),
  /** Puts a tag on it, or takes it off. */
  v.object({ do: v.literal("tag"), author: Author, tag: v.string(), on: v.boolean() }),
  /** Puts it aside, and takes it back. */
  v.object({
    do: v.literal("snooze"),
    agent: AgentRef,
    until: v.optional(v.number()),
    force: v.optional(v.boolean()),
  }),
  v.object({ do: v.literal("wake"), agent: AgentRef, force: v.optional(v.boolean()) }),
  /** Closes it, for it goes on in another; and says in that one which it was. */
  v.object({ do: v.literal("merge"), agent: AgentRef, into: v.string(), force: v.optional(v.boolean()) }),
  v.object({ do: v.literal("join"), agent: AgentRef, from: v.string() }),
  v.object({ do: v.literal("rate"), score: Rating.entries.score, comment: Rating.entries.comment }),
  v.object({ do: v.literal("judge"), messageId: Judgement.entries.messageId, helpful: v.boolean() }),
]);
export type Command = v.InferOutput<typeof Command>;
