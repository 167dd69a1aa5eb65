import type { Findings, FoundOwn } from "@parley/protocol";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FindTexts } from "../../texts/finding/find-texts.ts";
import { markdown } from "../markdown.ts";
import { nameOf } from "../name-of.ts";
import { findStyles } from "../styles/finding.ts";
import type { Ui } from "../ui.ts";
import { goTo } from "./go-to.ts";

interface FindProps {
  ui: Ui;
  words: FindTexts;
  over: () => void;
}

/** Milliseconds without a key after which is looked for what was typed. */
const PAUSE = 300;

/** Looks for words in what was said here, and in the articles that help. What was said is gone to when it is pressed. */
export function Find({ ui, words, over }: FindProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const { asked, ask, found, failed, look } = useFinding(ui);
  useLayoutEffect(() => {
    ui.addStyles(findStyles);
    box.current?.querySelector("input")?.focus();
  }, []);
  const go = ({ id }: FoundOwn) => {
    const thread = box.current?.closest(".panel")?.querySelector<HTMLElement>(".thread");
    over();
    thread?.focus();
    if (thread) void goTo(thread, id);
  };
  const { said = [], articles = [], before } = found ?? {};
  const count = said.length + articles.length;
  return (
    <div
      class="find"
      role="search"
      aria-label={words.search}
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.stopPropagation();
        over();
      }}
    >
      <div class="find-top">
        <input
          type="search"
          maxLength={200}
          aria-label={words.field}
          placeholder={words.field}
          value={asked}
          onInput={({ currentTarget }) => ask(currentTarget.value)}
        />
        <button class="plain" aria-label={words.over} onClick={over}>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="m7 7 10 10m0-10L7 17" />
          </svg>
        </button>
      </div>
      <p role="status">{failed ? words.failed : found && (count > 0 ? words.found + count : words.none)}</p>
      <Part title={words.said} any={said.length > 0}>
        {said.map((one) => (
          <li key={one.id}>
            <button dir="auto" onClick={() => go(one)}>
              <small>{whoAndWhen(one, ui)}</small>
              {marked(one)}
            </button>
          </li>
        ))}
      </Part>
      {before && (
        <button class="find-more" onClick={() => void look(before)}>
          {words.more}
        </button>
      )}
      <Part title={words.articles} any={articles.length > 0}>
        {articles.map(({ id, title, text }) => (
          <li key={id}>
            <details>
              <summary dir="auto">{title}</summary>
              <div dir="auto">{markdown(text)}</div>
            </details>
          </li>
        ))}
      </Part>
    </div>
  );
}

/** What was typed and what came of it. What is asked for later counts. */
function useFinding({ chat }: Ui) {
  const [asked, ask] = useState("");
  const [found, setFound] = useState<Findings>();
  const [failed, fail] = useState(false);
  const turn = useRef(0);
  const look = async (before?: number) => {
    const mine = ++turn.current;
    const reply = await chat.find({ words: asked, ...(before && { before }) });
    if (mine !== turn.current) return;
    // What is too little to look for is found nowhere.
    const nothing = !reply.ok && reply.error.code === "invalid";
    fail(!reply.ok && !nothing);
    if (nothing) setFound({ said: [], articles: [] });
    if (!reply.ok) return;
    const { said, articles } = before && found ? found : { said: [], articles: reply.value.articles };
    setFound({ ...reply.value, said: [...said, ...reply.value.said], articles });
  };
  useEffect(() => {
    turn.current += 1;
    setFound(undefined);
    fail(false);
    if (asked.trim().length < 2) return undefined;
    const timer = setTimeout(() => void look(), PAUSE);
    return () => clearTimeout(timer);
  }, [asked]);
  return { asked, ask, found, failed, look };
}

function Part({ title, any, children }: { title: string; any: boolean; children: ComponentChildren }): VNode | null {
  if (!any) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul aria-label={title}>{children}</ul>
    </>
  );
}

const whoAndWhen = ({ author, at }: FoundOwn, ui: Ui): string => {
  const who = author.kind === "visitor" ? ui.texts.you : nameOf({ author }, ui);
  const when = new Date(at).toLocaleString(ui.texts.spoken, { dateStyle: "medium", timeStyle: "short" });
  return `${who} · ${when}`;
};

function marked({ text, marks }: FoundOwn): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(done, from), <mark>{text.slice(from, to)}</mark>);
    done = to;
  }
  return [...parts, text.slice(done)];
}
