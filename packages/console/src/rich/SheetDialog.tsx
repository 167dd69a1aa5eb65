import type { ComponentChildren } from "preact";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { richTexts } from "./texts.ts";

interface SheetDialogProps {
  title: string;
  ready: boolean;
  submit: () => void;
  close: () => void;
  children: ComponentChildren;
}

/** Something to be written and sent, or given up. It stands in the form of the reply: Enter there sends that. */
export function SheetDialog({ title, ready, submit, close, children }: SheetDialogProps) {
  const texts = richTexts();
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (ready) submit();
  };
  return (
    <Dialog title={title} onClose={close}>
      <div class="rich-sheet" onKeyDown={onKeyDown}>
        {children}
        <footer>
          <Button onClick={close}>{texts.close}</Button>
          <Button tone="primary" disabled={!ready} onClick={submit}>
            {texts.send}
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}
