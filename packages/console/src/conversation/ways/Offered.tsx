import { type ConversationEvent, type ConversationState, may, newId, type Why } from "@parley/protocol";
import type { Desk } from "../../desk/desk.ts";
import type { Thread } from "../../desk/thread.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { now } from "../../language/format.ts";
import { patient } from "../../live/patient.ts";
import { Button } from "../../ui/Button.tsx";
import { attempt } from "../../ui/toast.ts";
import { claim } from "../act.ts";
import { offerTexts } from "./offer-texts.ts";

/** What one is asked to take, with its time running; and for who supervises, why somebody was given or offered it. */
export function Offered({ thread }: { thread: Thread }) {
  const desk = useDesk();
  const state = desk.inbox.items.value.get(thread.conversationId)?.conversation.state;
  const offer = state?.status === "queued" ? state.offer : undefined;
  const given = may(desk.me.role, "supervisor") ? lastGiven(thread.log.value.events) : undefined;
  if (!offer && !given) return null;
  return (
    <div class="asked-strip">
      {offer && <Offer offer={offer} thread={thread} />}
      {given && <p class="muted">{inWords(given.agent.name, given.why)}</p>}
    </div>
  );
}

type OfferOf<S> = S extends { status: "queued"; offer?: infer O } ? NonNullable<O> : never;

function Offer({ offer: { agent, until }, thread }: { offer: OfferOf<ConversationState>; thread: Thread }) {
  const desk = useDesk();
  const texts = offerTexts();
  const { conversationId } = thread;
  if (agent.id !== desk.me.id) return <span class="muted">{texts.other(agent.name)}</span>;
  return (
    <div class="actions" role="status">
      <span class="tabular">{texts.asked(Math.max(0, Math.ceil((until - now.value) / 1000)))}</span>
      <Button small tone="primary" onClick={() => void claim(desk, conversationId)}>
        {texts.take}
      </Button>
      <Button small onClick={() => void decline(desk, conversationId)}>
        {texts.decline}
      </Button>
    </div>
  );
}

const decline = ({ live }: Desk, conversationId: string) =>
  attempt(() => patient(live.ask)("decline", { conversationId, id: newId() }));

/** The last time that it was given or offered by the engine. */
function lastGiven(events: readonly ConversationEvent[]) {
  const given = events.findLast((event) => event.type === "claimed" || event.type === "offered");
  return given?.why && { agent: given.agent, why: given.why };
}

function inWords(name: string, { next, because, among, others = {} }: Why): string {
  const texts = offerTexts();
  const passed = Object.entries(others).map(([reason, count]) =>
    texts.others(reason as keyof typeof others, count ?? 0),
  );
  return [texts.why(name, texts.next[next], texts.because[because], among), ...passed].join(texts.and);
}
