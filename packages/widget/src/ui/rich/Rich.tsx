import type { Content } from "@parley/protocol";
import type { VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { ChatMessage } from "../../client/messages.ts";
import type { RichTexts } from "../../texts/rich/rich-texts.ts";
import { richStyles } from "../styles/cards.ts";
import type { Ui } from "../ui.ts";
import { Cards } from "./Cards.tsx";
import { FormInThread } from "./FormInThread.tsx";
import { PinIcon } from "./icons.tsx";
import { useRichTexts } from "./use-rich-texts.ts";

/** Cards, a form or a place in the thread. */
export function Rich({ ui, message }: { ui: Ui; message: ChatMessage }): VNode {
  const { content } = message;
  const words = useRichTexts(ui);
  useLayoutEffect(() => ui.addStyles(richStyles), []);
  if (!words) return <div class="bubble" />;
  if (content.type === "cards") return <Cards ui={ui} words={words} cards={content.cards} />;
  if (content.type === "form") return <FormInThread ui={ui} words={words} id={message.id} form={content.form} />;
  return <Place words={words} place={(content as Extract<Content, { type: "place" }>).place} />;
}

type PlaceProps = { words: RichTexts; place: Extract<Content, { type: "place" }>["place"] };

/** Where something is. Nobody's map is asked before the link is pressed. */
function Place({ words, place: { latitude, longitude, label } }: PlaceProps): VNode {
  const at = `${latitude},${longitude}`;
  // Phones have a program for it.
  const href = matchMedia("(pointer: coarse)").matches
    ? `geo:${at}?q=${at}`
    : `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <div class="bubble place" dir="auto">
      <PinIcon />
      <span>
        <b>{label ?? words.place}</b>
        <small dir="ltr">
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </small>
        <a href={href} target="_blank" rel="noopener noreferrer">
          {words.map}
        </a>
      </span>
    </div>
  );
}
