import type { Store } from "../../../store/store.ts";
import { createKept } from "./kept.ts";
import { createLevels, type LevelParts } from "./levels.ts";
import { createRecording, type RecordingParts } from "./recording.ts";
import { createShown } from "./shown.ts";

/** Service levels: what is promised to whom, until when, and what comes of it. */
export function createSla(store: Store, parts: LevelParts) {
  const { now, onError } = parts;
  const levels = createLevels(parts);
  const kept = createKept(store, levels, parts);
  return {
    levels: { listed: levels.listed, over: kept.over },
    promisesKept: kept.promisesKept,
    replyDue: levels.replyDue,
    shown: createShown(levels),
    recording(known: Omit<RecordingParts, "levels" | "kept" | "now" | "onError">) {
      const record = createRecording({ ...known, levels, kept, now, onError });
      return async () => {
        await kept.forget().catch(onError);
        return await record();
      };
    },
  };
}
