import { ChatError } from "@parley/protocol";
import type { Blobs } from "../blobs/blobs.ts";
import type { Store } from "../store/store.ts";
import { holdsNoBlob } from "./blobs.ts";
import { newestOf } from "./migrate.ts";
import { isEmpty, openState, type Schema } from "./state.ts";

/** How a store is filled from elsewhere. */
export interface Filling {
  /** Where the documents come from, in words. */
  from: string;
  /** The layout of the documents. */
  schema: Pick<Schema, "version" | "underway">;
  /** Where files of that store go, if any do. */
  blobs?: Blobs | undefined;
  /** Fills a store that holds something. */
  force?: boolean | undefined;
  fill: () => Promise<void>;
}

/**
 * Fills a store. From before the first document until everything is verified the store says of itself that it is not complete, so
 * that no engine starts on it. Rejects with `conflict`, having changed nothing, if it holds something that is not such a half.
 */
export async function fillStore(store: Store, { from, schema, blobs, force = false, fill }: Filling): Promise<void> {
  refuseUnknown(from, schema);
  const state = openState(store);
  const half = await state.incoming();
  if (!half && !force) {
    if (!(await isEmpty(store))) throw notEmpty(store.description);
    if (blobs && !(await holdsNoBlob(blobs))) throw notEmpty(blobs.description);
  }
  await state.beginIncoming(from, Date.now());
  await fill();
  await state.setSchema(schema);
  await state.endIncoming();
}

/** What is said of a place that holds something. */
export const notEmpty = (place: string) =>
  new ChatError("conflict", `${place} is not empty. --force replaces everything in it; back it up first.`);

/** Rejects what a newer version of Parley has written. */
export function refuseUnknown(from: string, { version, underway = version }: Filling["schema"]): void {
  const [found, known] = [Math.max(version, underway), newestOf()];
  if (found <= known) return;
  throw new ChatError(
    "version",
    `${from} has schema ${found}, and this version of Parley knows ${known}: use a newer one.`,
  );
}
