import { takeGiven } from "@parley/client/files";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { sendingOf } from "./sending.ts";
import { fileTexts } from "./texts.ts";

/** Where files are chosen; beside it they may be dropped anywhere on the conversation, or pasted. */
export function Clip({ conversationId }: { conversationId: string }) {
  const { uploads } = sendingOf(useDesk());
  const label = useRef<HTMLLabelElement>(null);
  const add = (files: Iterable<File>) => uploads.add(files, conversationId);
  useEffect(() => {
    const place = label.current?.closest<HTMLElement>(".conversation");
    const over = (is: boolean) =>
      place?.toggleAttribute("data-over", is) && place.setAttribute("data-over", fileTexts().drop);
    return takeGiven(place, add, over);
  }, [conversationId]);
  return (
    <label class="button quiet only-icon clip" ref={label} title={fileTexts().attach}>
      <input
        type="file"
        class="said"
        multiple
        aria-label={fileTexts().attach}
        onChange={({ currentTarget }) => {
          add(currentTarget.files ?? []);
          // The same one may be chosen again.
          currentTarget.value = "";
        }}
      />
      <svg class="icon" width={16} height={16} viewBox="0 0 24 24" aria-hidden="true">
        <path d="m20.5 11.5-8.6 8.6a5.2 5.2 0 0 1-7.4-7.4L13.2 4a3.5 3.5 0 0 1 4.9 4.9l-8.5 8.6a1.7 1.7 0 0 1-2.5-2.4l7.7-7.7" />
      </svg>
    </label>
  );
}
