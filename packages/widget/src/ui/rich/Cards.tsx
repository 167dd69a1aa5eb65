import type { Card, CardButton, Price, SharedFile } from "@parley/protocol";
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RichTexts } from "../../texts/rich/rich-texts.ts";
import type { Ui } from "../ui.ts";
import { useLate } from "../use-late.ts";
import { NextIcon } from "./icons.tsx";

/** Cards side by side. One goes along them by touch, by the keys of a scrolled place, or by buttons. */
export function Cards({ ui, words, cards }: { ui: Ui; words: RichTexts; cards: readonly Card[] }): VNode {
  const deck = useRef<HTMLUListElement>(null);
  const [ends, setEnds] = useState({ start: true, end: false });
  const several = cards.length > 1;
  const look = () => {
    const { scrollLeft = 0, scrollWidth = 0, clientWidth = 0 } = deck.current ?? {};
    // From right to left what is scrolled is less than nothing.
    const at = Math.abs(scrollLeft);
    setEnds({ start: at < 4, end: at + clientWidth > scrollWidth - 4 });
  };
  useLayoutEffect(look, []);
  const go = (forward: boolean) => () => {
    const { current } = deck;
    const width = (current?.firstElementChild as HTMLElement | null)?.offsetWidth ?? 0;
    const way = forward === (ui.texts.dir === "rtl") ? -1 : 1;
    current?.scrollBy({ left: way * (width + 10), behavior: "smooth" });
  };
  return (
    <div class="cards">
      <ul ref={deck} class={several ? "several" : ""} {...(several && { tabIndex: 0 })} onScroll={look}>
        {cards.map((card) => (
          <One ui={ui} card={card} />
        ))}
      </ul>
      {several && (
        <div class="along">
          <button class="plain back" aria-label={words.previous} disabled={ends.start} onClick={go(false)}>
            <NextIcon />
          </button>
          <button class="plain" aria-label={words.next} disabled={ends.end} onClick={go(true)}>
            <NextIcon />
          </button>
        </div>
      )}
    </div>
  );
}

function One({ ui, card }: { ui: Ui; card: Card }): VNode {
  const { title, text, price, facts = [], buttons = [], image } = card;
  return (
    <li class="card" dir="auto">
      {image && ("url" in image ? <Seen src={image.url} /> : <Picture ui={ui} file={image} />)}
      <b>{title}</b>
      {price && <span class="price">{priceIn(ui.texts.spoken, price)}</span>}
      {text && <p>{text}</p>}
      {facts[0] && (
        <dl>
          {facts.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {buttons[0] && (
        <div class="choices">
          {buttons.map((button) => (
            <Press ui={ui} button={button} />
          ))}
        </div>
      )}
    </li>
  );
}

function Press({ ui, button }: { ui: Ui; button: CardButton }): VNode {
  if ("value" in button) return <button onClick={() => ui.chat.choose(button)}>{button.label}</button>;
  return (
    <a href={button.url} target="_blank" rel="noopener noreferrer">
      {button.label}
    </a>
  );
}

function Picture({ ui, file }: { ui: Ui; file: SharedFile }): VNode | undefined {
  const late = useLate(true, () => import("../files/Files.tsx"));
  return late && <late.Shown ui={ui} message={{ content: { type: "file", text: file.name, file } }} />;
}

/** At the site: it need not know from which page. One that is not there leaves no hole. */
function Seen({ src }: { src: string }): VNode | undefined {
  const [gone, setGone] = useState(false);
  if (gone) return undefined;
  return <img src={src} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setGone(true)} />;
}

function priceIn(language: string, { amount, currency }: Price): string {
  return amount.toLocaleString(language, { style: "currency", currency });
}
