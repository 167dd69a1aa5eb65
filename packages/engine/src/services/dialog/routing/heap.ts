import type { Waiting } from "./world.ts";

/** All who wait, and the rank of each, at the same place. */
export interface Ranked {
  ones: readonly Waiting[];
  ranks: Float64Array;
}

/** Some of those who wait, the first one first. Numbers of places, so that no object is made for each, of which there are many. */
export interface Heap {
  /** The first `length` of them are in it. */
  places: Int32Array;
  length: number;
}

/** Puts a heap in order: nothing below is before what is above. */
export function arrange(heap: Heap, all: Ranked): void {
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at, all);
}

/** Takes the first one out. */
export function takeFirst(heap: Heap, all: Ranked): Waiting | undefined {
  const { places } = heap;
  if (heap.length === 0) return undefined;
  const first = placeAt(places, 0);
  heap.length -= 1;
  places[0] = placeAt(places, heap.length);
  sink(heap, 0, all);
  return all.ones[first];
}

/** Leaves only those that `keeps` says. */
export function filter(heap: Heap, keeps: (one: Waiting) => boolean, all: Ranked): void {
  const { places, length } = heap;
  heap.length = 0;
  for (let at = 0; at < length; at += 1) {
    const place = placeAt(places, at);
    const one = all.ones[place];
    if (!one || !keeps(one)) continue;
    places[heap.length] = place;
    heap.length += 1;
  }
  arrange(heap, all);
}

export const firstOf = ({ places, length }: Heap): number | undefined => (length > 0 ? places[0] : undefined);

const placeAt = (places: Int32Array, at: number): number => places[at] ?? 0;

/** Moves one deeper, to where nothing below is before it. */
function sink({ places, length }: Heap, from: number, all: Ranked): void {
  const moving = placeAt(places, from);
  let at = from;
  for (let child = 2 * at + 1; child < length; child = 2 * at + 1) {
    if (child + 1 < length && isOver(all, placeAt(places, child + 1), placeAt(places, child))) child += 1;
    const next = placeAt(places, child);
    if (!isOver(all, next, moving)) break;
    places[at] = next;
    at = child;
  }
  places[at] = moving;
}

/** The lower rank first, then the id. */
function isOver({ ones, ranks }: Ranked, one: number, other: number): boolean {
  const [first, second] = [ranks[one] ?? 0, ranks[other] ?? 0];
  return first === second ? (ones[one]?.id ?? "") < (ones[other]?.id ?? "") : first < second;
}
