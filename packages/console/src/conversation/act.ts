import { ChatError, newId, type Receipt } from "@parley/protocol";
import type { Desk } from "../desk.ts";
import { patient } from "../live/back-off.ts";
import { toast } from "../ui/toast.ts";
import { explain } from "../ui/words.ts";
import { conversationWords } from "./words.ts";

/** What an agent may do with a conversation. A refusal is told in a notice, by name where somebody else was faster. */
export function createAct({ live, thread }: Desk, conversationId: string) {
  const ask = patient(live.ask);
  const run = async (send: (place: { conversationId: string; id: string }) => Promise<Receipt>): Promise<boolean> => {
    try {
      await send({ conversationId, id: newId() });
      await thread.peek()?.check();
      return true;
    } catch (error) {
      toast(refusal(error), "bad");
      return false;
    }
  };
  return {
    /** `from` names the agent from whom a supervisor takes over. */
    claim: (from?: string) => run((place) => ask("claim", { ...place, ...(from && { from }) })),
    close: () => run((place) => ask("close", place)),
    release: (to: "bot" | "queue") => run((place) => ask("release", { ...place, to })),
    transfer: (agentId: string) => run((place) => ask("transfer", { ...place, agentId })),
  };
}

function refusal(cause: unknown): string {
  const error = ChatError.from(cause);
  const capacity = error.details?.["capacity"];
  if (typeof capacity === "number") return conversationWords().full(capacity);
  const agent = error.code === "conflict" ? error.details?.["agent"] : undefined;
  if (typeof agent === "object" && agent !== null && "name" in agent)
    return conversationWords().lost(String(agent.name));
  return explain(error);
}
