import { ChatError, type InboxItem, newId } from "@parley/protocol";
import { claims } from "../desk/claims.ts";
import type { Desk } from "../desk/desk.ts";
import type { Thread } from "../desk/thread.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { patient } from "../live/patient.ts";
import { toast } from "../ui/toast.ts";
import { explain } from "../ui/words.ts";
import { conversationWords } from "./words.ts";

/**
 * Takes a conversation; `from` names the agent from whom a supervisor takes over. Resolves to whether one has it. What was
 * written meanwhile is sent then; whoever does not have it finds it marked as not sent.
 */
export async function claim({ live, thread, outboxes }: Desk, conversationId: string, from?: string): Promise<boolean> {
  claims.add(conversationId);
  try {
    await patient(live.ask)("claim", { conversationId, id: newId(), ...(from && { from }) });
    await look(thread.peek());
    return true;
  } catch (error) {
    tellRefusal(error);
    return false;
  } finally {
    claims.answered(conversationId);
    outboxes.of(conversationId).resume();
  }
}

/**
 * Shows what a claim did, before anybody's words may fall in between: a thread that is still being opened has no log to go on from, and the
 * list hears of it late. Where the connection is lost the claim stands: whatever is open is looked at when there is a new one.
 */
async function look(shown: Thread | undefined): Promise<void> {
  await (shown?.phase.peek() === "ready" ? shown.check() : shown?.open())?.catch(() => undefined);
}

/** Says that a conversation was not let go of, for the visitor has just written. */
export function tellStayed({ visitor }: InboxItem): void {
  toast(conversationWords().stayed(visitorName(visitor)));
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
