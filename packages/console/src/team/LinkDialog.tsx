import type { Invitation } from "@parley/protocol";
import { base } from "../api.ts";
import { CopyLine } from "../ui/CopyLine.tsx";
import { Dialog } from "../ui/Dialog.tsx";
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
  const link = `${location.origin}${base}/console/#/setup?token=${encodeURIComponent(setupToken)}`;
  return (
    <Dialog title={words.linkTitle} onClose={onClose}>
      <p class="dialog-text">{words.linkText(member.name)}</p>
      <CopyLine label={words.linkTitle} text={link} />
    </Dialog>
  );
}
