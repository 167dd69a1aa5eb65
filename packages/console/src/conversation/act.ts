import { ChatError, newId, type Receipt } from "@parley/protocol";
import type { ReadonlySignal } from "@preact/signals";
import type { Ask } from "../live/ask.ts";
import type { Live } from "../live/live.ts";
import type { Thread } from "./thread.ts";
import { patient } from "../live/back-off.ts";
import { toast } from "../ui/toast.ts";
import { explain } from "../ui/words.ts";
import { claims } from "./claims.ts";
import type { Leaving } from "./leaving.ts";
import { conversationWords } from "./words.ts";

/** Where one acts: the connection, and the conversation on screen. */
interface Here {
  live: Pick<Live, "ask">;
  thread: ReadonlySignal<Thread | undefined>;
}

/** Takes a conversation; `from` names the agent from whom a supervisor takes over. Resolves to whether one has it. */
export async function claim({ live, thread }: Here, conversationId: string, from?: string): Promise<boolean> {
  claims.add(conversationId);
  try {
    await patient(live.ask)("claim", { conversationId, id: newId(), ...(from && { from }) });
    await thread.peek()?.check();
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  }
}

/** Lets go of a conversation, now. Throws a `ChatError`. */
export function letGo(ask: Ask, { conversationId, id, how }: Leaving): Promise<Receipt> {
  const place = { conversationId, id };
  if (how.to === "closed") return patient(ask)("close", place);
  if (how.to === "agent") return patient(ask)("transfer", { ...place, agentId: how.agentId });
  return patient(ask)("release", { ...place, to: how.to });
}

/** Says why something could not be done: by name where somebody else was faster, which is nobody's fault. */
export function tellRefusal(cause: unknown): void {
  const error = ChatError.from(cause);
  const words = conversationWords();
  const { capacity, availability, agent } = error.details ?? {};
  if (typeof capacity === "number") return toast(words.full(capacity), "bad");
  if (availability === "away" || availability === "offline") return toast(words.notThere[availability], "bad");
  if (error.code === "conflict" && isNamed(agent)) return toast(words.lost(agent.name));
  toast(explain(error), "bad");
}

function isNamed(agent: unknown): agent is { name: string } {
  return typeof agent === "object" && agent !== null && "name" in agent && typeof agent.name === "string";
}
