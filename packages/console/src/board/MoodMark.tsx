import type { InboxItem } from "@parley/protocol";
import { Badge } from "../ui/parts.tsx";
import { moodOf } from "./board.ts";
import { boardTexts } from "./texts.ts";

const TONES = { angry: "bad", displeased: "warn", pleased: "good" } as const;

/** How the visitor feels, as far as the bot understood their words last. */
export function MoodMark({ item }: { item: InboxItem }) {
  const mood = moodOf(item);
  return mood ? <Badge tone={TONES[mood]}>{boardTexts().moods[mood]}</Badge> : null;
}
