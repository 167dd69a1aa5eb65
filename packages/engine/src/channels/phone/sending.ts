import type { Connection } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import type { Calls } from "./calls.ts";
import { forTheEar } from "./ear.ts";

/** Messages of one call that wait to be said: who writes more than can be said waits. */
const MOST = 20;

/** Says messages in the call of their conversation: they wait there until the gateway asks what to say. */
export function createSending(calls: Calls, account: Account): Connection["send"] {
  return async ({ conversation, parts, key }) => {
    const id = await calls.bound(conversation.id);
    let outcome: "said" | "over" | "full" = "over";
    if (id !== undefined) {
      await calls.change(id, (call) => {
        outcome = "over";
        if (!call || call.ended !== undefined) return undefined;
        outcome = call.came.includes(key) ? "said" : call.waiting.length >= MOST ? "full" : "said";
        if (outcome === "full" || call.came.includes(key)) return undefined;
        const waiting = { key, ...forTheEar(parts, account.language) };
        return { ...call, waiting: [...call.waiting, waiting], came: [...call.came, key] };
      });
      calls.wake(id);
    }
    return resultOf(outcome, key);
  };
}

function resultOf(outcome: "said" | "over" | "full", key: string): Awaited<ReturnType<Connection["send"]>> {
  if (outcome === "said") return { is: "sent", externalId: key };
  if (outcome === "full") return { is: "later", reason: "There is more to say than the caller has heard." };
  return { is: "failed", reason: "The call is over. Call them back." };
}
