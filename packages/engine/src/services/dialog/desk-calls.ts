import { AgentRef, DeskFilter, DeskSort, DeskView, InboxItem, Plan, Planned } from "@parley/protocol";
import * as v from "valibot";

const InConversation = v.object({ conversationId: v.string() });
/** Only what is this member's; left out: whoever's it is. */
const agentId = v.optional(v.string());

/** A conversation of a list that the team made; the same as `Listed`, which cannot be named here. */
const ListedItem = v.object({
  conversation: v.custom<InboxItem["conversation"]>((value) => typeof value === "object" && value !== null),
  preview: InboxItem.entries.preview,
  desk: InboxItem.entries.desk,
  promises: InboxItem.entries.promises,
  mood: InboxItem.entries.mood,
});

/** What the dialog service does for how agents arrange their work. */
export const deskCalls = {
  /** What is still to happen in a conversation, the next first. */
  planned: {
    input: v.object({ ...InConversation.entries, agentId }),
    output: v.array(Planned),
    repeatable: true,
  },
  /** Plans it, or changes what is planned. `conflict` where somebody changed it, or it is being done. */
  plan: {
    input: v.object({ ...Plan.entries, agent: AgentRef, force: v.optional(v.boolean()) }),
    output: Planned,
    repeatable: true,
  },
  /** Takes it back. `conflict` where it is being done; nothing where there is none. */
  unplan: {
    input: v.object({ ...InConversation.entries, id: v.string(), agentId }),
    output: v.object({}),
    repeatable: true,
  },
  /** One's own views and those that are shared, by name. */
  views: { input: v.object({ by: v.string() }), output: v.array(DeskView), repeatable: true },
  /** Keeps a view. Another's is changed with `force` only. */
  putView: { input: v.object({ view: DeskView, force: v.optional(v.boolean()) }), output: DeskView },
  removeView: {
    input: v.object({ id: v.string(), by: v.string(), force: v.optional(v.boolean()) }),
    output: v.object({}),
    repeatable: true,
  },
  /**
   * Conversations that a filter means, for who looks. So many are looked through at once: `next` says where to go on, if there may be more,
   * though there be none on this page.
   */
  filtered: {
    input: v.object({
      filter: DeskFilter,
      sort: DeskSort,
      me: v.string(),
      inboxIds: v.optional(v.array(v.string())),
      before: v.optional(v.number()),
      beforeId: v.optional(v.string()),
      limit: v.pipe(v.number(), v.maxValue(500)),
    }),
    output: v.object({
      items: v.array(ListedItem),
      next: v.optional(v.object({ before: v.number(), beforeId: v.string() })),
    }),
    repeatable: true,
  },
};
