import type { VNode } from "preact";
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
  const on = conversation !== undefined && conversation.seq > 0;
  const late = useLate(on, () => import("./Menu.tsx"));
  return (
    <div class="head">
      <Avatar name={agent?.name} />
      <div class="who">
        <h2 id="title">{agent?.name ?? texts.title}</h2>
        <Status chat={chat} status={status} says={says} offline={texts.offline} />
      </div>
      {on && late && <late.Menu ui={ui} status={status} />}
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

/** The first letter of a person's name, or the assistant's sign. */
export function Avatar({ name }: { name: string | undefined }): VNode {
  return (
    <span class={name ? "avatar person" : "avatar"} aria-hidden="true">
      {name ? /./u.exec(name)?.[0] : <Icon name="spark" />}
    </span>
  );
}
