import type { Contact } from "@parley/protocol";
import { Badge } from "../ui/parts.tsx";
import { contactWords } from "./words.ts";

/** Whether it was proven who somebody is, in a word; in a sentence where there is room, or as the word's title. */
export function Verified({ of, inFull }: { of: Pick<Contact, "verified" | "mixed">; inFull?: boolean }) {
  const words = contactWords();
  const [tone, word, hint] = of.mixed
    ? (["warn", words.mixed, words.mixedHint] as const)
    : of.verified
      ? (["good", words.verified, words.verifiedHint] as const)
      : (["plain", words.notVerified, words.notVerifiedHint] as const);
  return (
    <span class="verified" title={inFull ? undefined : hint}>
      <Badge tone={tone}>{word}</Badge>
      {inFull && <span class="muted">{hint}</span>}
    </span>
  );
}
