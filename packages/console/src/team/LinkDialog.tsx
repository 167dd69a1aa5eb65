import type { Invitation } from "@parley/protocol";
import { useId } from "preact/hooks";
import { base } from "../api.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { toast } from "../ui/toast.ts";
import { uiWords } from "../ui/words.ts";
import { teamWords } from "./words.ts";

/** Shows a one-time link, once, to be copied. */
export function LinkDialog({
  invitation: { member, setupToken },
  onClose,
}: {
  invitation: Invitation;
  onClose: () => void;
}) {
  const words = teamWords();
  const id = useId();
  const link = `${location.origin}${base}/console/#/setup?token=${encodeURIComponent(setupToken)}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      toast(uiWords().copied);
    } catch {
      // Without a secure context there is no clipboard: the person copies what is marked.
      const field = document.getElementById(id);
      if (field instanceof HTMLInputElement) field.select();
    }
  };
  return (
    <Dialog title={words.linkTitle} onClose={onClose}>
      <p class="dialog-text">{words.linkText(member.name)}</p>
      <div class="link-line">
        <label class="said" for={id}>
          {words.linkTitle}
        </label>
        <input id={id} class="mono" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        <Button tone="primary" icon="copy" onClick={copy}>
          {uiWords().copy}
        </Button>
      </div>
    </Dialog>
  );
}
