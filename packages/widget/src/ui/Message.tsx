import type { Choice, Content, Source } from "@parley/protocol";
import type { ComponentChildren, VNode } from "preact";
import type { ChatMessage } from "../client/messages.ts";
import { Avatar } from "./Header.tsx";
import { markdown, plain } from "./markdown.ts";
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
  const late = useLate(message.content.type === "file", () => import("./files/Files.tsx"));
  const file = late && <late.Shown ui={ui} message={message} />;
  return (
    <li class={`message ${own ? "own" : "other"} ${last ? "last" : ""}`}>
      {own ? (
        <>
          <span class="unseen">{ui.texts.you}: </span>
          {file ?? (
            <div class="bubble" dir="auto">
              <p class="asis">{plain(message.text)}</p>
            </div>
          )}
        </>
      ) : (
        <Answer ui={ui} row={row} newest={newest} file={file} />
      )}
      <Footer ui={ui} message={message} show={last && newest} />
    </li>
  );
}

function Answer({
  ui,
  row: { message, first, last },
  newest,
  file,
}: MessageProps & { file: VNode | undefined }): VNode {
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
        {file ?? (
          <div class="bubble" dir="auto">
            {content.type === "file" ? text : markdown(text)}
          </div>
        )}
        {last && <Avatar name={agent} />}
      </div>
      {content.type === "text" && <Extras ui={ui} message={message} content={content} newest={newest} />}
    </>
  );
}

interface ExtrasProps {
  ui: Ui;
  message: ChatMessage;
  content: Extract<Content, { type: "text" }>;
  newest: boolean;
}

/** Where an answer came from, what may be picked, and whether it helped. */
function Extras({ ui, message, content: { source, choices = [], aside }, newest }: ExtrasProps): VNode {
  const { author, helpful } = message;
  const isAnswer = author.kind === "bot" && !aside && (source ?? !choices[0]);
  const judged = !!isAnswer && (newest || helpful !== undefined);
  const late = useLate(judged, () => import("./Judgement.tsx"));
  return (
    <>
      {source && <Origin source={source} ui={ui} />}
      <Choices choices={choices} newest={newest} pick={ui.chat.choose} />
      {judged && late && <late.Judgement ui={ui} message={message} />}
    </>
  );
}

/** How the author is called. */
export function nameOf({ author }: ChatMessage, { settings, texts }: Pick<Ui, "settings" | "texts">): string {
  return (author as { name?: string }).name || (settings.title ?? texts.bot);
}

/** Nothing to press where there is nothing more to read. */
function Origin({ source: { title, passage = "" }, ui }: { source: Source; ui: Ui }): VNode {
  const late = useLate(!!passage, () => import("./Passage.tsx"));
  if (passage && late) return <late.Passage ui={ui} title={title} text={passage} />;
  return <p class="footer">{`${ui.texts.source} · ${title}`}</p>;
}

interface ChoicesProps {
  choices: readonly Choice[];
  newest: boolean;
  pick: (choice: Choice) => void;
}

function Choices({ choices, newest, pick }: ChoicesProps): VNode | undefined {
  if (!choices[0]) return;
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
