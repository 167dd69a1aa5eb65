import type { InboxItem } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { visitorName } from "../inbox/visitor-name.ts";
import { inboxWords } from "../inbox/words.ts";
import { now, stopwatch } from "../language/format.ts";
import { href } from "../route.ts";
import { may } from "../session.ts";
import { useKeys } from "../shell/keys.ts";
import { useDesk } from "../shell/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Avatar, Badge } from "../ui/parts.tsx";
import { createAct } from "./act.ts";
import type { Thread } from "./thread.ts";
import { TransferDialog } from "./TransferDialog.tsx";
import { conversationWords } from "./words.ts";

interface HeadProps {
  item: InboxItem;
  thread: Thread;
  detailsOpen: boolean;
  onDetails: () => void;
}

/** Who it is, whose turn it is, and what can be done. */
export function Head({ item, thread, detailsOpen, onDetails }: HeadProps) {
  const words = conversationWords();
  const { visitor } = item;
  return (
    <header class="conversation-head">
      <a class="button quiet only-icon back" href={href("inbox")} aria-label={words.back} title={words.back}>
        <Icon name="back" />
      </a>
      <Avatar name={visitor.profile.name || visitor.profile.email} seed={visitor.id} />
      <div class="head-name">
        <h1>{visitorName(visitor)}</h1>
        <p>
          <Status item={item} />
          <Viewers thread={thread} />
        </p>
      </div>
      <Actions item={item} />
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
  const words = inboxWords();
  switch (state.status) {
    case "bot":
      return <Badge>{words.groups.bot}</Badge>;
    case "queued":
      return (
        <>
          <Badge tone="warn">
            {words.groups.waiting} <span class="tabular">{stopwatch(now.value - state.since)}</span>
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

function Viewers({ thread }: { thread: Thread }) {
  const { me } = useDesk();
  const others = thread.viewers.value.filter(({ id }) => id !== me.id);
  const words = conversationWords();
  if (!others.length) return null;
  return (
    <span class="viewers">
      <Icon name="eye" size={14} /> {words.viewing(others.map(({ name }) => name).join(words.and))}
    </span>
  );
}

function Actions({ item: { conversation } }: { item: InboxItem }) {
  const { me } = useDesk();
  const { id, state } = conversation;
  if (state.status === "closed") return <div class="actions" />;
  if (state.status !== "agent") return <Claim conversationId={id} />;
  if (state.agent.id === me.id) return <Mine conversationId={id} />;
  return may(me.role, "supervisor") ? <Claim conversationId={id} from={state.agent.id} /> : <div class="actions" />;
}

function Claim({ conversationId, from }: { conversationId: string; from?: string }) {
  const desk = useDesk();
  const words = conversationWords();
  const claim = () => createAct(desk, conversationId).claim(from);
  useKeys({ c: claim });
  return (
    <div class="actions">
      <Button tone="primary" icon="user" shortcut="c" onClick={claim}>
        {from ? words.takeOver : words.claim}
      </Button>
    </div>
  );
}

function Mine({ conversationId }: { conversationId: string }) {
  const desk = useDesk();
  const words = conversationWords();
  const asking = useSignal<"transfer" | "close" | undefined>(undefined);
  const act = createAct(desk, conversationId);
  const open = (what: "transfer" | "close" | undefined) => () => {
    asking.value = what;
  };
  const toBot = () => act.release("bot");
  const toQueue = () => act.release("queue");
  useKeys({ b: toBot, q: toQueue, t: open("transfer"), e: open("close") });
  return (
    <>
      <div class="actions">
        <Button icon="bot" shortcut="b" onClick={toBot}>
          {words.toBot}
        </Button>
        <Button icon="queue" shortcut="q" onClick={toQueue}>
          {words.toQueue}
        </Button>
        <Button icon="transfer" shortcut="t" onClick={open("transfer")}>
          {words.transfer}
        </Button>
        <Button icon="check" shortcut="e" onClick={open("close")}>
          {words.close}
        </Button>
      </div>
      {asking.value === "transfer" && <TransferDialog onPick={act.transfer} onClose={open(undefined)} />}
      {asking.value === "close" && (
        <Confirm
          title={words.closeTitle}
          text={words.closeText}
          action={words.closeNow}
          onClose={open(undefined)}
          onConfirm={act.close}
        />
      )}
    </>
  );
}
