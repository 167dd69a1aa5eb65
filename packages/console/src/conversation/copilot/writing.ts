import { blankIn } from "@parley/protocol";
import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";

/** Where words are put, and what is open above it. */
export interface Writing {
  area: RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
  open: Signal<"articles" | "macros" | undefined>;
}

/** Puts words in and the caret behind them, or on the first blank that is still to be filled. */
export function put({ area, write }: Writing, next: { text: string; caret: number }, words: string): void {
  write(next.text);
  requestAnimationFrame(() => {
    const blank = blankIn(words);
    const start = next.caret - words.length;
    area.current?.focus();
    if (blank) area.current?.setSelectionRange(start + blank.start, start + blank.end);
    else area.current?.setSelectionRange(next.caret, next.caret);
  });
}

/** The same where the caret is, apart from what stands there. */
export function insert(writing: Writing, words: string): void {
  const box = writing.area.current;
  if (!box) return;
  const before = box.value.slice(0, box.selectionStart);
  const gap = before === "" || /\s$/.test(before) ? "" : " ";
  const text = before + gap + words + box.value.slice(box.selectionEnd);
  put(writing, { text, caret: before.length + gap.length + words.length }, words);
}
