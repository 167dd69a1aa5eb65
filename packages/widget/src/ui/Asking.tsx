import type { Asked, Asks, Leave } from "@parley/protocol";
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Answered, Answers, Chat } from "../client/chat.ts";
import { askingTexts, type AskingTexts } from "../texts/asking.ts";
import { AskedField } from "./AskedField.tsx";
import { markdown } from "./markdown.ts";
import { problemOf, wordsFor } from "./asked.ts";
import { inWords, MESSAGE, Message, problemsOfMessage } from "./left-message.tsx";
import { askingStyles } from "./styles/asking.ts";
import type { Ui } from "./ui.ts";
import { useTyped } from "./use-typed.ts";
import { useValue } from "./use-value.ts";

const CONSENT = "consent";

interface AskingProps {
  ui: Ui;
  asks: Asks & Leave;
  /** For a message that is left: called by who would rather go on writing. */
  later?: () => void;
}

/** Asks what the inbox wants to know before one writes, or of who leaves a message, in the composer's place. */
export function Asking({ ui, asks, later }: AskingProps): VNode {
  const { chat, addStyles, draft } = ui;
  const texts = askingTexts[ui.texts.spoken];
  const form = useRef<HTMLFormElement>(null);
  const { said, type, forget } = useTyped(chat);
  const [agrees, setAgrees] = useState(false);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const { fields, consent } = asks;
  const message = useValue(draft);

  useLayoutEffect(() => {
    addStyles(askingStyles);
    const panel = form.current?.closest<HTMLElement>(".panel");
    if (!panel) return undefined;
    panel.dataset["asks"] = "";
    // Who was about to write goes on here. Not on touch screens, where a keyboard would cover what is asked.
    const focused = isWriting(panel);
    if (focused && !globalThis.matchMedia?.("(pointer: coarse)").matches)
      focusOn(form.current, "textarea,input,select");
    return () => {
      delete panel.dataset["asks"];
      if (focused) setTimeout(() => focusOn(panel, ".composer textarea"));
    };
  }, []);
  useLayoutEffect(() => focusOn(form.current, "[aria-invalid=true]"), [problems]);

  const end = () => {
    forget();
    if (later) draft.value = "";
    else sendAgain(ui);
  };
  const send = async () => {
    const wrong = { ...problemsIn(asks, said, agrees, texts), ...(later && problemsOfMessage(message, texts)) };
    setProblems(wrong);
    if (Object.keys(wrong).length > 0 || busy || !isAsked(chat, !!later)) return;
    setBusy(true);
    const answered = await chat.answer({
      fields: said,
      agrees,
      ...(later && { left: inWords(asks, said, message, texts) }),
    });
    setBusy(false);
    setProblems(problemsOf(answered, texts));
    if (later ? answered : !chat.asks.peek()) end();
  };

  return (
    <form
      class="asking"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {later && <Message message={message} text={asks.text} texts={texts} problem={problems[MESSAGE]} ui={ui} />}
      {fields.map((asked: Asked) => (
        <AskedField
          key={asked.field}
          asked={asked}
          texts={texts}
          value={said[asked.field] ?? ""}
          problem={problems[asked.field]}
          onChange={(words) => type(asked.field, words)}
        />
      ))}
      {consent && (
        <div>
          <label class="agree">
            <input
              type="checkbox"
              checked={agrees}
              required={!!consent.required}
              aria-invalid={!!problems[CONSENT]}
              aria-describedby="asked-consent"
              onChange={(event) => setAgrees(event.currentTarget.checked)}
            />
            <span dir="auto">{markdown(consent.text)}</span>
          </label>
          <span class="problem" id="asked-consent">
            {problems[CONSENT]}
          </span>
        </div>
      )}
      <div role="alert">{problems[""] && <span class="problem">{problems[""]}</span>}</div>
      <button class="primary" disabled={busy}>
        {later ? texts.send : texts.start}
      </button>
      {later && (
        <button type="button" class="text" onClick={later}>
          {texts.later}
        </button>
      )}
    </form>
  );
}

/** Beside its settings there is nobody who asks. */
const isAsked = ({ queue, asks }: Chat, leaves: boolean) => (leaves ? queue.peek()?.leave : asks.peek()) !== undefined;

/** What has to be put right before it is sent. */
function problemsIn({ fields, consent }: Asks, said: Answers["fields"], agrees: boolean, texts: AskingTexts) {
  const found = fields.map((asked) => [asked.field, problemOf(asked, said[asked.field] ?? "", texts)] as const);
  const missing = consent?.required && !agrees ? texts.disagreed : "";
  return Object.fromEntries([...found, [CONSENT, missing] as const].filter(([, problem]) => problem !== ""));
}

/** What the engine has not taken. */
function problemsOf(answered: Answered | undefined, texts: AskingTexts): Record<string, string> {
  const { refused, error } = answered ?? { refused: [], error: true };
  return {
    ...Object.fromEntries(refused.map(({ field, code }) => [field, wordsFor(code, texts)])),
    ...(error && { "": texts.failed }),
  };
}

/** Whether the panel was asked for just now; what was focused there went with the composer. */
function isWriting(panel: HTMLElement): boolean {
  const { activeElement, body } = document;
  const asked = (navigator as Partial<Navigator>).userActivation?.isActive ?? true;
  return asked && (activeElement === body || activeElement === (panel.getRootNode() as ShadowRoot).host);
}

function focusOn(within: Element | null, what: string): void {
  within?.querySelector<HTMLElement>(what)?.focus();
}

/** What was not let through without an answer. */
function sendAgain({ chat }: Ui): void {
  for (const { id, delivery } of chat.messages.peek()) {
    if (delivery.status === "failed" && delivery.error.details?.["reason"] === "asks") chat.retry(id);
  }
}
