import type { ContactMerge } from "@parley/protocol";
import { moment } from "../language/format.ts";
import { Button } from "../ui/Button.tsx";
import { contactWords } from "./words.ts";

/** Who became part of a contact, and a way to take each back. */
export function Merges({
  merged,
  onUndo,
}: {
  merged: readonly ContactMerge[];
  onUndo: ((merge: ContactMerge) => unknown) | undefined;
}) {
  const words = contactWords();
  if (merged.length === 0) return null;
  return (
    <section class="card" aria-label={words.merges}>
      <h2>{words.merges}</h2>
      <ul class="identities">
        {merged.map((merge) => {
          const name = merge.name || words.unnamed(merge.contactId.slice(-4));
          return (
            <li key={merge.id}>
              <span dir="auto">{merge.how === "proof" ? words.mergedProof(name) : words.mergedHand(name)}</span>
              <small class="muted">{moment(merge.at)}</small>
              {onUndo && (
                <Button small label={words.undoMerge(name)} onClick={() => onUndo(merge)}>
                  {words.undo}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
