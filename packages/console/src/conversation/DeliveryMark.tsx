import { type Delivery, type InboxItem, may } from "@parley/protocol";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { attempt } from "../ui/toast.ts";
import { deliveryWords } from "./delivery-words.ts";
import { conversationWords } from "./words.ts";

/** Where a message stands on its way to another house; what is not there and why, and a way to send it again. */
export function DeliveryMark({ delivery, item }: { delivery: Delivery; item: InboxItem }) {
  const { live, me } = useDesk();
  const words = deliveryWords();
  const { conversationId, id, state, attempts } = delivery;
  const turn = item.conversation.state;
  const bad = state === "failed" || state === "blocked";
  const mayResend = bad && (may(me.role, "supervisor") || (turn.status === "agent" && turn.agent.id === me.id));
  const resend = async ({ currentTarget }: MouseEvent) => {
    const thread = currentTarget instanceof Element ? currentTarget.closest<HTMLElement>("[role=log]") : null;
    // The button goes away with what it is for.
    if (await attempt(() => live.ask("resend", { conversationId, messageId: id }))) thread?.focus();
  };
  return (
    <div class={`delivery each${bad ? " bad" : ""}`} data-state={state}>
      <span>{[words.states[state], why(delivery)].filter(Boolean).join(words.colon)}</span>
      {state === "waiting" && attempts > 1 && <span>{words.attempts(attempts)}</span>}
      {mayResend && (
        <Button small onClick={resend}>
          {conversationWords().retry}
        </Button>
      )}
    </div>
  );
}

/** In the person's language where the engine is why; a platform's own words are quoted. */
function why({ state, cause, reason }: Delivery): string | undefined {
  const words = deliveryWords();
  if (state === "sent" || state === "delivered" || state === "read") return undefined;
  if (cause) return words.causes[cause];
  return reason && words.platformSays(reason);
}
