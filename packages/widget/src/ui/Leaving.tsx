import type { Leave } from "@parley/protocol";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Chat } from "../client/chat.ts";
import { askingTexts } from "../texts/asking.ts";
import { Asking } from "./Asking.tsx";
import { Composer } from "./Composer.tsx";
import { askingStyles } from "./styles/asking.ts";
import type { Ui } from "./ui.ts";
import { useValue } from "./use-value.ts";

/** Who would rather go on writing to the bot, as long as the page is there. */
const later = new WeakSet<Chat>();

/** Asks for a message while nobody is there, in the composer's place; who has left one, or would rather go on, writes as ever. */
export function Leaving({ ui, asks }: { ui: Ui; asks: Leave }): VNode {
  const { chat } = ui;
  const [isLater, setLater] = useState(later.has(chat));
  const onItsWay = useValue(chat.pending).some(({ deed, failed }) => isLeft(deed) && !failed);
  const state = useValue(chat.conversation)?.state;
  if (onItsWay || (state as { left?: true } | undefined)?.left) return <Composer ui={ui} />;
  const put = (next: boolean) => {
    if (next) later.add(chat);
    else later.delete(chat);
    setLater(next);
  };
  if (!isLater) return <Asking ui={ui} asks={asks} later={() => put(true)} />;
  ui.addStyles(askingStyles);
  return (
    <>
      <button class="text leave" onClick={() => put(false)}>
        {askingTexts[ui.texts.spoken].leave}
      </button>
      <Composer ui={ui} />
    </>
  );
}

const isLeft = (deed: { event: string; input: object }) =>
  deed.event === "send" && (deed.input as { content?: { type: string } }).content?.type === "left";
