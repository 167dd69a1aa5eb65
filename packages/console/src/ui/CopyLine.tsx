import { useId } from "preact/hooks";
import { Button } from "./Button.tsx";
import { toast } from "./toast.ts";
import { uiWords } from "./words.ts";

/** A text to be copied. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const id = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(uiWords().copied);
    } catch {
      // Without a secure context there is no clipboard: the person copies what is marked.
      const field = document.getElementById(id);
      if (field instanceof HTMLInputElement) field.select();
    }
  };
  return (
    <div class="link-line">
      <label class="said" for={id}>
        {label}
      </label>
      <input id={id} class="mono" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      <Button icon="copy" onClick={copy}>
        {uiWords().copy}
      </Button>
    </div>
  );
}
