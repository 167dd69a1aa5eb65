import { type Introduced, isAttribute, type VisitorContent } from "@parley/protocol";
import { answersTo, saidIn } from "./answers.ts";
import type { WebParts } from "./parts.ts";

/** Of whom something is said, and where. */
interface Whose {
  visitorId: string;
  conversationId: string;
}

/** What of a form says something of who fills it in; all else is for the message. */
const isFact = (field: string) => isAttribute(field) || ["name", "email", "phone"].includes(field);

/** Takes what visitors, or their site, say of them (SPEC I1, Q2, Q5). */
export function createTaking({ users, agents, rulesOf, onError }: WebParts) {
  async function keep(
    answers: ReturnType<typeof answersTo>,
    { visitorId, conversationId }: Whose,
  ): Promise<Introduced> {
    const { taken, refused } = await users.introduce({ visitorId, said: answers.said });
    if (taken.length > 0) agents.refresh(conversationId);
    return { taken, refused: [...refused, ...answers.refused] };
  }

  /** Takes what was stored already: whatever goes wrong here is no answer to it. */
  async function also(keeping: () => Promise<unknown>): Promise<void> {
    try {
      await keeping();
    } catch (cause) {
      onError(cause);
    }
  }

  return {
    /** Held to what the inbox asks. */
    async take(said: Record<string, unknown>, who: Whose, inboxId: string): Promise<Introduced> {
      const { asks } = await rulesOf(inboxId);
      return await keep(answersTo(asks, said), who);
    },

    /** Takes what a message that is left says of who wrote it. */
    async takeLeft(content: Extract<VisitorContent, { type: "left" }>, who: Whose, inboxId: string): Promise<void> {
      await also(async () => {
        const { leave } = await rulesOf(inboxId);
        const said = saidIn(content, leave);
        if (Object.keys(said).length > 0) await keep(answersTo(leave, said), who);
      });
    },

    /** Takes what was written in a form of who wrote it (SPEC C10): it was held to the form when it was stored. */
    async takeFilled({ form }: Extract<VisitorContent, { type: "filled" }>, who: Whose): Promise<void> {
      const fields = form.fields.filter(({ field, value }) => isFact(field) && value !== "");
      const said = saidIn({ fields }, { fields });
      if (fields.length > 0) await also(() => keep({ said, refused: [] }, who));
    },
  };
}
