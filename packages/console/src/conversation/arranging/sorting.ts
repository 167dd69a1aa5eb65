import type { DeskSettings, DeskTag, DeskView } from "@parley/protocol";
import { signal } from "@preact/signals";
import { read } from "../../api.ts";

/** What the team sorts its work by, and views. */
export interface Sorting {
  settings: DeskSettings;
  views: DeskView[];
}

/** As it was last read; until then there are no tags. */
export const sorting = signal<Sorting>({ settings: { tags: [], codes: [] }, views: [] });

/** Milliseconds for which it is believed. */
const BELIEVED = 20_000;
let readAt = Number.NEGATIVE_INFINITY;

/** Reads it anew, unless that was done a moment ago. */
export async function readSorting(now = false): Promise<void> {
  if (!now && performance.now() - readAt < BELIEVED) return;
  readAt = performance.now();
  sorting.value = await read<Sorting>("desk");
}

/** A tag by its id; one that is not on the list any more is called by that. */
export const tagOf = (id: string): DeskTag =>
  sorting.value.settings.tags.find((tag) => tag.id === id) ?? { id, name: id, colour: "grey" };
