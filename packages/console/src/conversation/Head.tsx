import { may, type InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { visitorName } from "../desk/visitor-name.ts";
import { deskWords } from "../desk/words.ts";
import { now, waited } from "../language/format.ts";
import { href } from "../route.ts";
import { useKeys } from "../ui/keys.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Avatar, Badge } from "../ui/parts.tsx";
import type { LeavingTo } from "../desk/leaving.ts";
import type { Thread } from "../desk/thread.ts";
import { useArranging } from "./use-arranging.ts";
import { TransferDialog } from "./TransferDialog.tsx";
import { conversationWords } from "./words.ts";

interface HeadProps {
  item: InboxItem;
  thread: Thread;
  detailsOpen: boolean;
  onDetails: () => void;
  /** Takes the conversation, from a colleague where one is named. */
  onClaim: (from?: string) => void;
}

/** Who it is, whose turn it is, and what can be done. */
export function Head({ item, thread, detailsOpen, onDetails, onClaim }: HeadProps) {
  const words = conversationWords();
  const { visitor, conversation } = item;
  const there = useDesk().inbox.online.value.has(conversation.id);
  return (
    <header class="conversation-head">
      <a class="button quiet only-icon back" href={href("inbox")} aria-label={words.back} title={words.back}>
        <Icon name="back" />
      </a>
      <Avatar name={visitor.profile.name || visitor.profile.email} seed={visitor.id} online={there} />
      <div class="head-name">
        <h1 dir="auto">{visitorName(visitor)}</h1>
        <p>
          <Status item={item} />
          <span class="muted">{there ? words.here : words.gone}</span>
          <Viewers item={item} thread={thread} />
        </p>
      </div>
      <Actions item={item} onClaim={onClaim} />
      <Button
        icon="details"
        tone="quiet"
        label={words.details}
        shortcut="i"
        expanded={detailsOpen}
        onClick={onDetails}
      />
    </header>
  );
}

function Status({ item: { conversation } }: { item: InboxItem }) {
  const { me } = useDesk();
  const { state } = conversation;
  const words = deskWords();
  switch (state.status) {
    case "bot":
      return <Badge>{words.withBot}</Badge>;
    case "queued":
      return (
        <>
          <Badge tone="warn">
            {words.groups.waiting} <span class="tabular">{waited(now.value - state.since)}</span>
          </Badge>{" "}
          <span class="muted">{words.reasons[state.reason]}</span>
        </>
      );
    case "agent":
      return (
        <Badge tone="accent">{state.agent.id === me.id ? words.withYou : words.withAgent(state.agent.name)}</Badge>
      );
    case "closed":
      return <Badge>{words.groups.closed}</Badge>;
  }
}

/** Who else looks at it: not oneself, nor who has it and is named already. */
function Viewers({ item: { conversation }, thread }: { item: InboxItem; thread: Thread }) {
  const { me } = useDesk();
  const { state } = conversation;
  const named = [me.id, state.status === "agent" ? state.agent.id : undefined];
  const others = thread.viewers.value.filter(({ id }) => !named.includes(id));
  const words = conversationWords();
  if (!others.length) return null;
  return (
    <span class="viewers">
      <Icon name="eye" size={14} /> {words.viewing(others.map(({ name }) => name).join(words.and))}
    </span>
  );
}

function Actions({ item, onClaim }: Pick<HeadProps, "item" | "onClaim">) {
  const { me, leavings } = useDesk();
  const { id, state } = item.conversation;
  if (state.status === "closed" || leavings.entries.value.some((one) => one.conversationId === id)) return <Nothing />;
  if (state.status !== "agent") return <Claim onClaim={() => onClaim()} />;
  if (state.agent.id === me.id) return <Mine item={item} />;
  return may(me.role, "supervisor") ? <Claim takesOver onClaim={() => onClaim(state.agent.id)} /> : <Nothing />;
}

function Nothing() {
  return <div class="actions" />;
}

function Claim({ onClaim, takesOver }: { onClaim: () => void; takesOver?: boolean }) {
  const words = conversationWords();
  useKeys({ "alt c": onClaim });
  return (
    <div class="actions">
      <Button tone="primary" icon="user" shortcut="Alt+C" onClick={onClaim}>
        {takesOver ? words.takeOver : words.claim}
      </Button>
    </div>
  );
}

function Mine({ item }: { item: InboxItem }) {
  const { leavings, me } = useDesk();
  const words = conversationWords();
  const picking = useSignal(false);
  const go = (how: LeavingTo) => () => leavings.begin(item, how);
  const toBot = go({ to: "bot" });
  const toQueue = go({ to: "queue" });
  const part = useArranging();
  const begin = (code?: string) => leavings.begin(item, { to: "closed", ...(code && { code }) });
  const close = () => (part ? part.beginClose(item.conversation.id, begin) : begin());
  const pick = (on: boolean) => () => {
    picking.value = on;
  };
  useKeys({ "alt b": toBot, "alt q": toQueue, "alt t": pick(true), "alt e": close });
  return (
    <>
      <div class="actions">
        <Button icon="bot" shortcut="Alt+B" onClick={toBot}>
          {words.toBot}
        </Button>
        <Button icon="queue" shortcut="Alt+Q" onClick={toQueue}>
          {words.toQueue}
        </Button>
        <Button icon="transfer" shortcut="Alt+T" onClick={pick(true)}>
          {words.transfer}
        </Button>
        <Button icon="check" shortcut="Alt+E" onClick={close}>
          {words.close}
        </Button>
      </div>
      {picking.value && (
        <TransferDialog
          inboxId={item.conversation.inboxId}
          holder={me.id}
          onPick={({ id, name }) => leavings.begin(item, { to: "agent", agentId: id, name })}
          onClose={pick(false)}
        />
      )}
    </>
  );
}
