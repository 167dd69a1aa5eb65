import * as v from "valibot";
import type { Memory } from "../../spine/port.ts";

const Place = v.object({
  uidValidity: v.string(),
  /** The last one that was taken, or is held. */
  last: v.number(),
  /** Those that could not be taken when they came. */
  held: v.array(v.number()),
  /** Since when this mailbox is read. Milliseconds since 1970. */
  since: v.number(),
  /** The mailbox was made anew since: what is older than `since` is passed over. */
  again: v.optional(v.boolean()),
});
/** How far a mailbox is read. */
export type Place = v.InferOutput<typeof Place>;

/** Mails that are held at once; what is beyond waits where it is. */
const HELD = 500;

/** Remembers how far a mailbox is read: the same for all nodes. */
export function createPlace(memory: Memory) {
  return {
    /** Where it goes on. One that is read for the first time begins with what comes from now on; one that was made anew, at its beginning. */
    async read({ uidValidity, uidNext }: { uidValidity: string; uidNext: number }): Promise<Place> {
      const known = await memory.get("mailbox");
      const before = known && v.parse(Place, JSON.parse(known.value));
      if (before?.uidValidity === uidValidity) return before;
      const begun = { uidValidity, held: [], since: before?.since ?? Date.now() };
      return await this.note({ ...begun, last: before ? 0 : uidNext - 1, ...(before && { again: true }) });
    },
    async note(place: Place): Promise<Place> {
      if (place.held.length > HELD) throw new Error("Too many mails wait to be taken.");
      const before = await memory.get("mailbox");
      if (!(await memory.set("mailbox", JSON.stringify(place), before?.version ?? 0)))
        throw new Error("Another node has read on.");
      return place;
    },
  };
}
