import type { Invitation } from "@parley/protocol";
import { base } from "../api.ts";
import { OnceDialog } from "../ui/OnceDialog.tsx";
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
  return <OnceDialog title={words.linkTitle} text={words.linkText(member.name)} secret={link} onClose={onClose} />;
}
