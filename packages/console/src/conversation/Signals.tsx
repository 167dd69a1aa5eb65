import type { Understanding } from "@parley/protocol";
import { Badge } from "../ui/parts.tsx";
import { signalWords } from "./signal-words.ts";

const TONES = {
  angry: "bad",
  worried: "warn",
  confused: "warn",
  pleased: "good",
  urgent: "warn",
  leaving: "bad",
} as const;
type Signal = keyof typeof TONES;

/** What a message tells beside its wish, a label each. */
export function Signals({ of: { feeling, urgent, leaving } = {} }: { of: Understanding["signals"] }) {
  const words = signalWords();
  const told: (Signal | undefined | false)[] = [feeling, urgent && "urgent", leaving && "leaving"];
  return (
    <>
      {told.map(
        (signal) =>
          signal &&
          signal in TONES && (
            <Badge key={signal} tone={TONES[signal]}>
              {words.names[signal]}
            </Badge>
          ),
      )}
    </>
  );
}
