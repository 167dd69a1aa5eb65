import { Wait } from "@parley/protocol";
import * as v from "valibot";

const Vip = v.object({ attribute: v.string(), values: v.array(v.string()) });

/** Those of the team whose consoles are open. */
export const RoutingAgents = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    takes: v.boolean(),
    inboxes: v.optional(v.array(v.string())),
  }),
);

/**
 * Of those who wait, how many are before somebody who would wait in an inbox now, as it was a moment ago: those who are there and wait for
 * the same people. Who began to wait in the inbox after `until` (as `since` of who waits; 0: nobody waited there) is not among them.
 */
export const InLine = v.object({
  before: v.number(),
  until: v.number(),
  /** Those of the team who are there and available; absent if it is not known. */
  agents: v.optional(RoutingAgents),
  /** Conversations of VIPs who wait. */
  vips: v.optional(v.array(v.string())),
});
export type InLine = v.InferOutput<typeof InLine>;

/** What the dialog service answers about who has, and gets, which conversation; `outcomes` is the schema of what came of it. */
export const routingCalls = <O extends v.GenericSchema>(outcomes: O) => ({
  /**
   * Whether somebody waits for whom an agent is looked for, and the visitors of those, where VIPs are to be known. Nothing where agents take
   * what waits themselves.
   */
  routable: {
    input: v.object({}),
    output: v.object({
      wanted: v.boolean(),
      vip: v.optional(Vip),
      visitors: v.optional(v.array(v.object({ conversationId: v.string(), visitorId: v.string() }))),
    }),
    repeatable: true,
  },
  /** How long those who wait are likely to wait for these agents; nothing of whom nothing can be said (SPEC H19). `vips`: conversations of VIPs. */
  waits: {
    input: v.object({ agents: RoutingAgents, vips: v.optional(v.array(v.string())) }),
    output: v.record(v.string(), Wait),
    repeatable: true,
  },
  /** How many conversations each of these agents has, on all nodes. */
  held: {
    input: v.object({ agentIds: v.array(v.string()) }),
    output: v.record(v.string(), v.number()),
    repeatable: true,
  },
  /**
   * Does what is due because time went by, each thing once on however many nodes this is called, and resolves to what happened.
   * Milliseconds; what is left out never happens. `agentWithin`, `replyWithin`: who has waited longer for a person, or for one's
   * answer, is overdue. `pagesAt`: where customers reach the engine; surveys are asked there. `closeAfter`: where nobody has said anything for so long and nobody waits, the conversation is closed.
   */
  due: {
    input: v.object({
      agentWithin: v.optional(v.number()),
      replyWithin: v.optional(v.number()),
      closeAfter: v.optional(v.number()),
      pagesAt: v.optional(v.string()),
    }),
    output: outcomes,
    repeatable: true,
  },
  /**
   * Ends offers that nobody took in time, and those to who is `gone`; takes back what nobody answers. As `due`, once on however many nodes.
   */
  overdueRouting: { input: v.object({ gone: v.optional(v.array(v.string())) }), output: outcomes, repeatable: true },
  /** Gives who waits to those of these agents who are right for them, or asks them, as the settings say; `vips`: conversations of VIPs. */
  route: {
    input: v.object({ agents: RoutingAgents, vips: v.array(v.string()) }),
    output: outcomes,
    repeatable: true,
  },
  /** Puts what these agents have back into the queue, some at once, each once; of who is named in `keep`, not what is of those inboxes. */
  giveBack: {
    input: v.object({ agentIds: v.array(v.string()), keep: v.optional(v.record(v.string(), v.array(v.string()))) }),
    output: outcomes,
    repeatable: true,
  },
});
