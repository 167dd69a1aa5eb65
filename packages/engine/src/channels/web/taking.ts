import type { Introduced, VisitorContent } from "@parley/protocol";
import { answersTo, saidIn } from "./answers.ts";
import type { WebParts } from "./parts.ts";

/** Of whom something is said, and where. */
interface Whose {
  visitorId: string;
  conversationId: string;
}

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

  return {
    /** Held to what the inbox asks. */
    async take(said: Record<string, unknown>, who: Whose, inboxId: string): Promise<Introduced> {
      const { asks } = await rulesOf(inboxId);
      return await keep(answersTo(asks, said), who);
    },

    /** Takes what a message that is left says of who wrote it. It is stored, so whatever goes wrong here is no answer to it. */
    async takeLeft(content: Extract<VisitorContent, { type: "left" }>, who: Whose, inboxId: string): Promise<void> {
      try {
        const { leave } = await rulesOf(inboxId);
        const said = saidIn(content, leave);
        if (Object.keys(said).length > 0) await keep(answersTo(leave, said), who);
      } catch (cause) {
        onError(cause);
      }
    },
  };
}
