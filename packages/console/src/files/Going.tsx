import { sizeIn, type Upload } from "@parley/client/files";
import type { Desk } from "../desk/desk.ts";
import { useDesk } from "../desk/use-desk.ts";
import { language } from "../language/language.ts";
import { Button } from "../ui/Button.tsx";
import { sendingOf } from "./sending.ts";
import { Sheet } from "./Sheet.tsx";
import { fileTexts } from "./texts.ts";

/** What cannot be sent as it is. */
const FINAL = /^(?:lost|empty|tooLarge|off|unreadable|kind|type|broken|pixels|infected)$/;

/** What is on its way into a conversation. */
export const goingTo = (desk: Desk, conversationId: string): readonly Upload[] =>
  sendingOf(desk).uploads.list.value.filter(({ to }) => to === conversationId || to === "");

/** Files on their way into a conversation, after all that was said. What was lost is shown wherever one is. */
export function Going({ conversationId }: { conversationId: string }) {
  const own = goingTo(useDesk(), conversationId);
  return (
    <>
      {own.map((upload) => (
        <One key={upload.id} upload={upload} />
      ))}
    </>
  );
}

function One({ upload }: { upload: Upload }) {
  const { uploads } = sendingOf(useDesk());
  const words = fileTexts();
  const { id, name, bytes, sent, waiting, failed } = upload;
  const size = (count: number) => sizeIn(language.value, count);
  return (
    <article class={`message pending agent${failed ? " failed" : ""}`} aria-label={name}>
      <div class="bubble going">
        <Sheet />
        <span>
          <b dir="auto">{name}</b>
          {bytes > 0 && <small aria-hidden="true">{failed ? size(bytes) : `${size(sent)} / ${size(bytes)}`}</small>}
        </span>
        {!failed && (
          <>
            <Button
              small
              icon="close"
              tone="quiet"
              label={`${words.cancel}: ${name}`}
              onClick={() => uploads.cancel(id)}
            />
            <progress max={bytes} value={sent} aria-label={name} />
          </>
        )}
      </div>
      {failed ? (
        <Refused upload={upload} why={failed} />
      ) : (
        <p class="delivery">{waiting ? words.waiting : words.sending}</p>
      )}
    </article>
  );
}

function Refused({ upload: { id }, why }: { upload: Upload; why: NonNullable<Upload["failed"]> }) {
  const { uploads } = sendingOf(useDesk());
  const words = fileTexts();
  const reasons: Partial<Record<string, string>> = words.reasons;
  return (
    <div class="delivery bad" role="alert">
      <span>{(reasons[why.reason] ?? words.reasons.other).replace("#", sizeIn(language.value, why.bytes ?? 0))}</span>
      {!FINAL.test(why.reason) && (
        <Button small onClick={() => uploads.retry(id)}>
          {words.retry}
        </Button>
      )}
      <Button small tone="quiet" onClick={() => uploads.cancel(id)}>
        {words.discard}
      </Button>
    </div>
  );
}
