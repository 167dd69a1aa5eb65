import { FIRST_INBOX, isFor } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../../desk/use-desk.ts";
import { inLanguage } from "../../language/language.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { Button } from "../../ui/Button.tsx";
import { copilotTexts } from "./texts.ts";
import { insert, type Writing } from "./writing.ts";

/** Finds articles by words and puts in the passage that answers, or all of one. */
export function Articles({ conversationId, ...writing }: Writing & { conversationId: string }) {
  const { live, knowledge, inbox } = useDesk();
  const texts = copilotTexts();
  const words = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const asked = words.value.trim();
  const loader = useLoader(
    async () =>
      asked ? (await patient(live.ask, 2)("articles", { conversationId, text: asked })).articles : undefined,
    asked,
    conversationId,
  );
  const state = loader.state.value;
  const found = state.status === "ready" ? state.value : undefined;
  const close = () => {
    writing.open.value = undefined;
  };
  const take = (text: string) => {
    close();
    insert(writing, text);
  };
  const { inboxId = FIRST_INBOX } = inbox.items.value.get(conversationId)?.conversation ?? {};
  const wholeOf = (id: string): string => {
    const { value } = knowledge.state;
    const all = value.status === "ready" ? value.value.articles.filter((one) => isFor(one, inboxId)) : [];
    const body = all.find((one) => one.id === id)?.body;
    return body ? inLanguage(body) : "";
  };
  return (
    <div
      class="canned articles"
      role="group"
      aria-label={texts.articles}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.preventDefault();
        if (event.key === "Enter" && event.target === field.current && found?.[0]) take(found[0].text);
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
        writing.area.current?.focus();
      }}
    >
      <input
        ref={field}
        type="search"
        aria-label={texts.findArticle}
        placeholder={texts.findArticle}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
        }}
      />
      <ul>
        {found?.map(({ id, title, text }) => (
          <li key={id}>
            <b>{title}</b>
            <p>{text.replace(/[*#`]+/g, "")}</p>
            <Button small label={`${texts.passage}: ${title}`} onClick={() => take(text)}>
              {texts.passage}
            </Button>
            {wholeOf(id) && (
              <Button small tone="quiet" label={`${texts.whole}: ${title}`} onClick={() => take(wholeOf(id))}>
                {texts.whole}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && found?.length === 0 && <p class="muted">{texts.noArticle}</p>}
    </div>
  );
}
