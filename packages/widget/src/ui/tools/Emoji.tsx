import { openStorage } from "@parley/client";
import type { TargetedKeyboardEvent, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ToolTexts } from "../../texts/tools/tool-texts.ts";
import { each, EMOJI, type EmojiGroup } from "./emoji-list.ts";

/** What this browser was used to pick. */
const RECENT = "parley:emoji";
/** How many of them are shown. */
const MOST = 16;

const kept = openStorage();
const recent = (): string[] => each(kept.get(RECENT) ?? "").slice(0, MOST);

/** Picks emoji into what is being written, at the caret. One moves by arrows within all, and Escape goes back to writing. */
export function Emoji({ words, over }: { words: ToolTexts; over: (back: boolean) => void }): VNode {
  const box = useRef<HTMLDivElement>(null);
  const [lately] = useState(recent);
  const [at, setAt] = useState(0);
  const groups = [
    ["recent", lately] as const,
    ...(Object.keys(EMOJI) as EmojiGroup[]).map((name) => [name, each(EMOJI[name])] as const),
  ].filter(([, all]) => all.length > 0);
  const buttons = () => [...(box.current?.querySelectorAll("button") ?? [])];

  useEffect(() => {
    buttons()[0]?.focus();
    const root = box.current?.getRootNode();
    // Who presses elsewhere does not want it any more.
    const elsewhere = (event: Event) => {
      const { current } = box;
      const path = event.composedPath();
      const opener = current?.parentElement?.querySelector("[aria-expanded]");
      if (current && !path.includes(current) && !(opener && path.includes(opener))) over(false);
    };
    root?.addEventListener("pointerdown", elsewhere);
    return () => root?.removeEventListener("pointerdown", elsewhere);
  }, []);

  const pick = (emoji: string) => {
    kept.set(RECENT, [emoji, ...recent().filter((one) => one !== emoji)].slice(0, MOST).join(""));
    const field = box.current?.closest("form")?.querySelector("textarea");
    if (!field) return;
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const all = buttons();
    const [first, second] = [all[0], all.find(({ offsetTop }) => offsetTop > (all[0]?.offsetTop ?? 0))];
    const row = (second && all.indexOf(second)) || all.length;
    const ahead = event.currentTarget.closest("[dir=rtl]") ? -1 : 1;
    const steps: Partial<Record<string, number>> = {
      ArrowRight: ahead,
      ArrowLeft: -ahead,
      ArrowDown: first ? row : 0,
      ArrowUp: -row,
      Home: -at,
      End: all.length - 1 - at,
    };
    const step = steps[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      over(true);
    } else if (step !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(at + step, 0), all.length - 1);
      setAt(next);
      all[next]?.focus();
    }
  };

  let index = -1;
  return (
    <div class="emoji" ref={box} role="group" aria-label={words.emoji} onKeyDown={onKeyDown}>
      {groups.map(([name, all]) => (
        <div key={name} role="group" aria-label={words[name]}>
          <p aria-hidden="true">{words[name]}</p>
          <div>
            {all.map((emoji) => {
              const own = ++index;
              return (
                <button
                  key={emoji}
                  type="button"
                  tabIndex={own === at ? 0 : -1}
                  onFocus={() => setAt(own)}
                  onClick={() => pick(emoji)}
                >
                  {emoji}
                </button>
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}
