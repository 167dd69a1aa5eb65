import { takeGiven } from "@parley/client/files";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { clipStyles } from "../styles/clip.ts";
import type { Ui } from "../ui.ts";
import type { FileTexts } from "../../texts/files/file-texts.ts";

/** After this long what sends files is asked for again. Milliseconds. */
const AGAIN = 3_000;

/**
 * Where files are chosen, and on phones taken by the camera; beside it they may be dropped on the panel, or pasted. Loaded with the panel. The
 * label and its field do without a script of ours.
 */
export function Clip({ ui, words }: { ui: Ui; words: FileTexts }): VNode {
  const { chat, addStyles } = ui;
  const label = useRef<HTMLLabelElement>(null);
  const [over, setOver] = useState(false);
  const attach = (files: Iterable<File>): void => {
    const all = [...files];
    if (!all[0]) return;
    chat.files().then(
      ({ add }) => add(all),
      () => setTimeout(attach, AGAIN, all),
    );
  };
  useLayoutEffect(() => addStyles(clipStyles), []);
  useEffect(() => takeGiven(label.current?.closest<HTMLElement>(".panel"), attach, setOver), []);
  return (
    <label class="send clip" ref={label} title={words.attach}>
      <input
        type="file"
        class="unseen"
        multiple
        aria-label={words.attach}
        onChange={({ currentTarget }) => {
          attach(currentTarget.files ?? []);
          // The same one may be chosen again.
          currentTarget.value = "";
        }}
      />
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="m20.5 11.5-8.6 8.6a5.2 5.2 0 0 1-7.4-7.4L13.2 4a3.5 3.5 0 0 1 4.9 4.9l-8.5 8.6a1.7 1.7 0 0 1-2.5-2.4l7.7-7.7" />
      </svg>
      {over && <span class="drop">{words.drop}</span>}
    </label>
  );
}
