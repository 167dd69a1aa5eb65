import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fileTexts } from "../../texts/files/load.ts";
import type { ToolTexts } from "../../texts/tools/tool-texts.ts";
import { toolTexts } from "../../texts/tools/load.ts";
import { toolStyles } from "../styles/tools.ts";
import type { Ui } from "../ui.ts";
import { canRing } from "./can-ring.ts";
import { useLate } from "../use-late.ts";
import { useValue } from "../use-value.ts";

/** Whether this browser can record, on this page. */
const canRecord = () => !!(navigator.mediaDevices as MediaDevices | undefined) && typeof MediaRecorder === "function";

/** Beside the field where one writes: files, emoji, the voice. Loaded with the panel; each of them when it is first wanted. */
export function Tools({ ui }: { ui: Ui }): VNode {
  const files = `${ui.settings.files}` !== "false";
  // With its words: what has no name yet is nobody's button.
  const named = useLate(files, () => fileTexts(ui.texts.spoken));
  const clip = useLate(!!named, () => import("../files/Clip.tsx"));
  const words = useWords(ui);
  useLayoutEffect(() => ui.addStyles(toolStyles), []);
  return (
    <>
      {named && clip && <clip.Clip ui={ui} words={named} />}
      {words && <EmojiTool words={words} />}
      {words && <BellTool ui={ui} words={words} />}
      {words && files && canRecord() && <VoiceTool ui={ui} words={words} />}
    </>
  );
}

/** Back to where one writes. */
const goBack = (from: Element | null | undefined) => {
  const field = from?.closest(".composer")?.querySelector("textarea");
  setTimeout(() => field?.focus());
};

function EmojiTool({ words }: { words: ToolTexts }): VNode {
  const [open, setOpen] = useState(false);
  const late = useLate(open, () => import("./Emoji.tsx"));
  const button = useRef<HTMLButtonElement>(null);
  const over = (back: boolean) => {
    setOpen(false);
    if (back) goBack(button.current);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="send tool"
        aria-label={words.emoji}
        title={words.emoji}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9 9.5v.6m6-.6v.6M8.3 14a4.2 4.2 0 0 0 7.4 0" />
        </svg>
      </button>
      {open && late && <late.Emoji words={words} over={over} />}
    </>
  );
}

/** Only for who wrote something, where the page has what it takes. */
function BellTool({ ui, words }: { ui: Ui; words: ToolTexts }): VNode | undefined {
  const { push } = ui.settings;
  const wrote = useValue(ui.chat.messages).some(({ author, seq }) => author.kind === "visitor" && seq !== undefined);
  const late = useLate(!!push && wrote && canRing(), () => import("./Bell.tsx"));
  return push && late ? <late.Bell ui={ui} words={words} worker={push} /> : undefined;
}

/** Only where nothing is written: one says something, or writes it. */
function VoiceTool({ ui, words }: { ui: Ui; words: ToolTexts }): VNode | undefined {
  const [open, setOpen] = useState(false);
  const late = useLate(open, () => import("./Voice.tsx"));
  const isEmpty = !useValue(ui.draft);
  const button = useRef<HTMLButtonElement>(null);
  const over = () => {
    setOpen(false);
    goBack(button.current);
  };
  if (!isEmpty && !open) return undefined;
  return (
    <>
      <button
        ref={button}
        type="button"
        class="send tool"
        aria-label={words.record}
        title={words.record}
        onClick={() => setOpen(true)}
      >
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 15a3.2 3.2 0 0 0 3.2-3.2V6.7a3.2 3.2 0 0 0-6.4 0v5.1A3.2 3.2 0 0 0 12 15zm-6.2-3.4a6.2 6.2 0 0 0 12.4 0M12 17.8v3" />
        </svg>
      </button>
      {open && late && <late.Voice ui={ui} words={words} over={over} />}
    </>
  );
}

/** The words in the panel's language; undefined until they are there. */
function useWords({ texts: { spoken } }: Ui): ToolTexts | undefined {
  const [words, setWords] = useState<ToolTexts>();
  useEffect(() => {
    toolTexts(spoken).then(setWords, () => {});
  }, [spoken]);
  return words;
}
