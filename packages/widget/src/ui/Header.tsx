import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Chat } from "../client/chat.ts";
import { Icon } from "./Icon.tsx";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";
import { useValue } from "./use-value.ts";

/** Who the visitor is talking to, and what can be done about it. */
export function Header({ ui }: { ui: Ui }): VNode {
  const { chat, texts } = ui;
  const conversation = useValue(chat.conversation);
  const { status, agent } = { agent: undefined, ...(conversation?.state ?? { status: "bot" as const }) };
  const says = { bot: texts.answersAtOnce, queued: texts.waiting, agent: texts.isWithYou, closed: texts.ended }[status];
  const on = conversation !== undefined && conversation.seq > 0 && status !== "closed";
  return (
    <div class="head">
      <Avatar name={agent?.name} />
      <div class="who">
        <h2 id="title">{agent?.name ?? texts.title}</h2>
        <Status chat={chat} status={status} says={says} offline={texts.offline} />
      </div>
      {on && <Menu ui={ui} withBot={status === "bot"} />}
      <button class="plain" aria-label={texts.close} onClick={ui.close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Whose turn it is, or that nothing can be said now. */
function Status({ chat, status, says, offline }: { chat: Chat; status: string; says: string; offline: string }): VNode {
  const line = useValue(chat.connection).status;
  const away = line === "reconnecting" || line === "stopped";
  return <p class={away ? "status closed late" : `status ${status}`}>{away ? offline : says}</p>;
}

function Menu({ ui, withBot }: { ui: Ui; withBot: boolean }): VNode {
  const [open, setOpen] = useState(false);
  // Without it a second press tries again.
  const late = useLate(
    open,
    () => import("./MenuChoices.tsx"),
    () => setOpen(false),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <div onKeyDown={onKeyDown}>
      <button class="plain" aria-label={ui.texts.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
      </button>
      {open && late && <late.MenuChoices ui={ui} withBot={withBot} close={() => setOpen(false)} />}
    </div>
  );
}

/** The first letter of a person's name, or the assistant's sign. */
export function Avatar({ name }: { name: string | undefined }): VNode {
  return (
    <span class={name ? "avatar person" : "avatar"} aria-hidden="true">
      {name ? /./u.exec(name)?.[0] : <Icon name="spark" />}
    </span>
  );
}
