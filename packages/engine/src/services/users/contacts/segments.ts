import { ChatError, type ContactFilter, type ContactSort, type Segment } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Audit } from "../audit.ts";

interface StoredSegment extends Doc {
  name: string;
  filter: ContactFilter;
  sort?: ContactSort | undefined;
  version: number;
  at: number;
  by: string;
}

export const SEGMENTS = defineCollection<StoredSegment>("segments", { owner: "users" });

/** Segments that there can be. */
const MOST = 200;

/** Filters of contacts that are kept by name, for all of the team. */
export function createSegments(store: Store, audit: Pick<Audit, "record">, now: () => number) {
  const segments = SEGMENTS.open(store);
  const changed = () => new ChatError("conflict", "Somebody has changed this segment meanwhile.");

  return {
    async segments(): Promise<Segment[]> {
      return (await segments.find({}, { sort: { name: 1, _id: 1 } })).map(toSegment);
    },

    async putSegment({ segment, by }: { segment: Omit<Segment, "at" | "by">; by: string }): Promise<Segment> {
      const { id, version, name, filter, sort } = segment;
      const saved = { _id: id, name, filter, ...(sort && { sort }), version: version + 1, at: now(), by };
      if (version === 0) {
        if ((await segments.count({})) >= MOST) throw new ChatError("invalid", "There can be at most 200 segments.");
        if (!(await segments.insert(saved))) throw changed();
      } else {
        const { _id, ...$set } = saved;
        const change = { $set, ...(!sort && { $unset: { sort: true } as const }) };
        if (!(await segments.update({ _id, version }, change))) throw changed();
      }
      await audit.record({ by, action: "saveSegment", target: id });
      return toSegment(saved);
    },

    async removeSegment({
      id,
      version,
      by,
    }: {
      id: string;
      version?: number | undefined;
      by: string;
    }): Promise<object> {
      const removed = await segments.remove({ _id: id, ...(version !== undefined && { version }) });
      if (removed === 0 && (await segments.findOne({ _id: id }))) throw changed();
      if (removed > 0) await audit.record({ by, action: "removeSegment", target: id });
      return {};
    },
  };
}

const toSegment = ({ _id, ...segment }: StoredSegment): Segment => ({ id: _id, ...segment });
