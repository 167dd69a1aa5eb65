import { createLevels, type LevelParts } from "./levels.ts";
import { createRecording, type RecordingParts } from "./recording.ts";
import { createShown } from "./shown.ts";

/** Service levels: what is promised to whom, until when, and what comes of it. */
export function createSla(parts: LevelParts) {
  const { now, onError } = parts;
  const levels = createLevels(parts);
  return {
    levels,
    shown: createShown(levels),
    recording: (known: Omit<RecordingParts, "levels" | "now" | "onError">) =>
      createRecording({ ...known, levels, now, onError }),
  };
}
