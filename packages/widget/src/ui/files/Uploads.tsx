import { sizeIn, type Upload } from "@parley/client/files";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FileTexts } from "../../texts/files/file-texts.ts";
import { troubleTexts } from "../../texts/unsent.ts";
import { fileStyles } from "../styles/files.ts";
import type { Ui } from "../ui.ts";
import { useValue } from "../use-value.ts";
import { CrossIcon, FileIcon } from "./FileIcon.tsx";
import { useFileTexts } from "./use-file-texts.ts";

/** What cannot be sent as it is. */
const FINAL = /^(?:lost|empty|tooLarge|off|unreadable|kind|type|broken|pixels|infected)$/;

/** Files on their way, after all that was said. */
export function Uploads({ ui }: { ui: Ui }): VNode | undefined {
  const words = useFileTexts(ui);
  const uploads = useValue(ui.chat.uploads);
  useLayoutEffect(() => ui.addStyles(fileStyles), []);
  if (!words) return undefined;
  return (
    <>
      {uploads.map((upload) => (
        <Going key={upload.id} ui={ui} words={words} upload={upload} />
      ))}
      <Told ui={ui} uploads={uploads} />
    </>
  );
}

function Going({ ui, words, upload }: { ui: Ui; words: FileTexts; upload: Upload }): VNode {
  const { chat, texts } = ui;
  const { id, name, bytes, sent, waiting, failed } = upload;
  const { tryAgain, discard } = troubleTexts[texts.spoken];
  const percent = percentOf(upload);
  const act = (verb: "cancel" | "retry") => (event: Event) => {
    // The button is about to go; Escape and Tab must still find the panel.
    (event.currentTarget as HTMLElement).closest<HTMLElement>(".panel")?.focus();
    void chat.files().then((files) => files[verb](id));
  };
  return (
    <li class="message own last upload">
      <div class="bubble file">
        <FileIcon />
        <span dir="auto">
          <b>{name}</b>
          {bytes > 0 && (
            <small>{(failed ? "" : `${sizeIn(texts.spoken, sent)} / `) + sizeIn(texts.spoken, bytes)}</small>
          )}
        </span>
        {!failed && (
          <>
            <button class="plain" aria-label={`${words.cancel}: ${name}`} onClick={act("cancel")}>
              <CrossIcon />
            </button>
            <progress max={100} value={percent} aria-label={name} />
          </>
        )}
      </div>
      {failed ? (
        <p class="footer trouble">
          <span role="alert">
            {(words.reasons[failed.reason] ?? words.reasons.other).replace(
              "#",
              sizeIn(texts.spoken, failed.bytes ?? 0),
            )}
          </span>
          {!FINAL.test(failed.reason) && (
            <button class="text" onClick={act("retry")}>
              {tryAgain}
            </button>
          )}
          <button class="text" onClick={act("cancel")}>
            {discard}
          </button>
        </p>
      ) : (
        <p class="footer">{waiting ? words.waiting : texts.sending}</p>
      )}
    </li>
  );
}

/** What those hear who do not see it: each quarter, and that it has gone. */
function Told({ ui: { chat, texts }, uploads }: { ui: Ui; uploads: readonly Upload[] }): VNode {
  const going = uploads.find(({ failed }) => !failed);
  const last = useRef<Upload | undefined>(undefined);
  const [said, setSaid] = useState("");
  const quarter = going && Math.floor(percentOf(going) / 25) * 25;
  useEffect(() => {
    const { current } = last;
    const isSent = current && chat.messages.peek().some(({ id }) => id === current.id);
    if (going) setSaid(`${going.name}: ${quarter} %`);
    else setSaid(isSent ? `${current.name}: ${texts.sent}` : "");
    last.current = going;
  }, [going?.id, quarter]);
  return (
    <li class="unseen">
      <span role="status">{said}</span>
    </li>
  );
}

const percentOf = ({ sent, bytes }: Upload): number => Math.floor((100 * sent) / (bytes || 1));
