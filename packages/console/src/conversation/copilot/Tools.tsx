import { Button } from "../../ui/Button.tsx";
import { copilotTexts } from "./texts.ts";
import type { Writing } from "./writing.ts";

/** What can be looked for and put in. */
export function Tools({ area, write, open }: Writing) {
  const texts = copilotTexts();
  const canned = () => {
    const box = area.current;
    if (!box) return;
    open.value = undefined;
    const before = box.value.slice(0, box.selectionStart);
    const slash = before === "" || /\s$/.test(before) ? "/" : " /";
    write(before + slash + box.value.slice(box.selectionStart));
    const caret = before.length + slash.length;
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(caret, caret);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  const toggle = (what: "articles" | "macros") => () => {
    open.value = open.value === what ? undefined : what;
  };
  return (
    <>
      <Button icon="quote" tone="quiet" label={texts.canned} onClick={canned} />
      <Button
        icon="book"
        tone="quiet"
        label={texts.articles}
        expanded={open.value === "articles"}
        onClick={toggle("articles")}
      />
      <Button
        icon="right"
        tone="quiet"
        label={texts.macros}
        expanded={open.value === "macros"}
        onClick={toggle("macros")}
      />
    </>
  );
}
