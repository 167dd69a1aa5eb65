import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import type { Ui } from "./ui.ts";
import { useValue } from "./use-value.ts";

/** Who the visitor is talking to, and what can be done about it. */
export function Header({ ui }: { ui: Ui }): VNode {
  const { chat, texts, settings } = ui;
  const conversation = useValue(chat.conversation);
  const { status, agent } = { agent: undefined, ...(conversation?.state ?? { status: "bot" as const }) };
  const says = { bot: texts.answersAtOnce, queued: texts.waiting, agent: texts.isWithYou, closed: texts.ended }[status];
  const on = conversation !== undefined && conversation.seq > 0 && status !== "closed";
  return (
    <div class="head">
      <Avatar name={agent?.name} />
      <div class="who">
        <h2 id="title">{agent?.name ?? settings.title ?? texts.title}</h2>
        <p class={`status ${status}`}>{says}</p>
      </div>
      {on && <Menu ui={ui} withBot={status === "bot"} />}
      <button class="plain" aria-label={texts.close} onClick={ui.close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Menu({ ui: { chat, texts, talkToPerson }, withBot }: { ui: Ui; withBot: boolean }): VNode {
  const [open, setOpen] = useState(false);
  const choose = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    setOpen(false);
  };
  return (
    <div onKeyDown={onKeyDown}>
      <button class="plain" aria-label={texts.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="more" />
      </button>
      {open && (
        <div class="menu">
          {withBot && (
            <button onClick={choose(talkToPerson)}>
              <Icon name="person" />
              {texts.talkToPerson}
            </button>
          )}
          <button onClick={choose(chat.end)}>
            <Icon name="end" />
            {texts.endConversation}
          </button>
        </div>
      )}
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
