import type { Choice } from "@parley/protocol";
import type { ComponentChildren, VNode } from "preact";
import type { ChatMessage } from "../client/messages.ts";
import { Avatar } from "./Header.tsx";
import { markdown, plain } from "./markdown.ts";
import type * as Said from "./rich/Said.tsx";
import { nameOf } from "./name-of.ts";
import type { Row } from "./timeline.ts";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";

interface MessageProps {
  ui: Ui;
  row: Extract<Row, { kind: "message" }>;
  /** The newest of all. */
  newest: boolean;
}

/** Something that was said, with all that can be done about it. */
export function Message({ ui, row, newest }: MessageProps): VNode {
  const { message, last } = row;
  const own = message.author.kind === "visitor";
  const late = useLate(true, () => import("./rich/Said.tsx"));
  return (
    <li id={message.id} class={`message ${own ? "own" : "other"} ${last ? "last" : ""}`}>
      {own ? (
        <>
          <span class="unseen">{ui.texts.you}: </span>
          {late?.shown(ui, message) ?? (
            <div class="bubble" dir="auto">
              <p class="asis">{plain(message.text)}</p>
            </div>
          )}
        </>
      ) : (
        <Answer ui={ui} row={row} newest={newest} late={late} />
      )}
      {late && <late.Below ui={ui} message={message} newest={newest} />}
      <Footer ui={ui} message={message} show={last && newest} />
    </li>
  );
}

function Answer({
  ui,
  row: { message, first, last },
  newest,
  late,
}: MessageProps & { late: typeof Said | undefined }): VNode {
  const { author, content, text } = message;
  const agent = author.kind === "agent" ? author.name : undefined;
  return (
    <>
      <span class="unseen">{nameOf(message, ui)}: </span>
      {agent && first && (
        <span class="name" aria-hidden="true">
          {agent}
        </span>
      )}
      <div class="said">
        {late?.shown(ui, message) ?? (
          <div class="bubble" dir="auto">
            {markdown(text)}
          </div>
        )}
        {last && <Avatar name={agent} />}
      </div>
      {late && <late.Origin ui={ui} message={message} />}
      {content.type === "text" && <Choices choices={content.choices} newest={newest} pick={ui.chat.choose} />}
    </>
  );
}

interface ChoicesProps {
  choices: readonly Choice[] | undefined;
  newest: boolean;
  pick: (choice: Choice) => void;
}

function Choices({ choices, newest, pick }: ChoicesProps): VNode | undefined {
  if (!choices?.[0]) return;
  return (
    <div class={newest ? "choices" : "choices past"}>
      {choices.map((choice) => (
        <button dir="auto" onClick={() => pick(choice)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}

function Footer({ ui, message, show }: { ui: Ui; message: ChatMessage; show: boolean }): VNode | false | undefined {
  const { texts } = ui;
  const { delivery, author, at } = message;
  const failed = delivery.status === "failed";
  const late = useLate(failed, () => import("./trouble.tsx"));
  if (failed) return late && <late.Failed ui={ui} message={message} />;
  if (!show && delivery.status !== "sending") return false;
  const parts: ComponentChildren[] = [<Time at={at} locale={texts.spoken} />];
  if (author.kind === "visitor") {
    parts.push(" · ", { sending: texts.sending, sent: texts.sent, read: texts.seen }[delivery.status]);
  }
  return <p class="footer">{parts}</p>;
}

function Time({ at, locale }: { at: number; locale: string }): VNode {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleTimeString(clockOf(locale), { hour: "numeric", minute: "2-digit" })}
    </time>
  );
}

/** Of the browser's languages, the one that writes times as the visitor does: British English has 24 hours, American English 12. What is no tag (`en-US@posix`) would be refused. */
const clockOf = (locale: string) =>
  navigator.languages.find((language) => /^[\w-]+$/.test(language) && language.startsWith(locale.slice(0, 2))) ??
  locale;
