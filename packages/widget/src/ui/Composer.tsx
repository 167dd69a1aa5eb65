import { MAX_TEXT_LENGTH } from "@parley/protocol";
import type { TargetedKeyboardEvent, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import type { Ui } from "./ui.ts";
import { useLate } from "./use-late.ts";
import { useValue } from "./use-value.ts";

/** From how many characters left the visitor is told. */
const NEAR_LIMIT = 200;

/** Where the visitor writes. Enter sends, Shift+Enter makes a line. */
export function Composer({ ui }: { ui: Ui }): VNode {
  const { chat, texts, draft } = ui;
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useValue(draft);
  const status = useValue(chat.conversation)?.state.status ?? "bot";
  const left = MAX_TEXT_LENGTH - text.length;
  const near = left <= NEAR_LIMIT;
  const late = useLate(near, () => import("./trouble.tsx"));
  const tools = useLate(true, () => import("./tools/Tools.tsx"));
  const sendable = text.trim() !== "" && left >= 0;

  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = "auto";
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  const write = (words: string) => {
    draft.value = words;
    chat.composing(words !== "");
  };
  const send = () => {
    if (!sendable) return;
    chat.send(text, ui.quoting.peek()?.id);
    ui.quoting.value = undefined;
    write("");
    field.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Above ui={ui} />
      <div class="field">
        {tools && <tools.Tools ui={ui} />}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={status === "closed" ? texts.placeholderClosed : texts.placeholder}
          aria-label={texts.placeholder}
          aria-invalid={left < 0}
          aria-describedby="left"
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onBlur={() => chat.composing(false)}
          onKeyDown={onKeyDown}
        />
        <button class="send" aria-label={texts.send} disabled={!sendable}>
          <Icon name="send" />
        </button>
      </div>
      <div class="below">
        {status === "bot" && (
          <button
            type="button"
            class="text"
            onClick={(event) => {
              // The button is about to go; Escape and Tab must still find the panel.
              event.currentTarget.closest<HTMLElement>(".panel")?.focus();
              ui.talkToPerson();
            }}
          >
            <Icon name="person" />
            {texts.talkToPerson}
          </button>
        )}
        <span id="left" class={left < 0 ? "left trouble" : "left"} role="status">
          {near && late?.lengthIn(ui, left)}
        </span>
      </div>
    </form>
  );
}

/** What the words will quote. */
function Above({ ui }: { ui: Ui }): VNode | undefined {
  const quoting = useValue(ui.quoting);
  const late = useLate(!!quoting, () => import("./rich/Said.tsx"));
  return quoting && late && <late.Quoting ui={ui} message={quoting} />;
}

/** Enter that picks a word of an input method is not Enter. 229 is what Safari says after the composition has ended. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
