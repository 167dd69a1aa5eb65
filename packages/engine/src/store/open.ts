import { openEmbedded, type EmbeddedOptions } from "./embedded.ts";
import type { Store } from "./store.ts";

/** Whether a place is a MongoDB's address rather than a folder. */
export const isMongo = (where: string): boolean => /^mongodb(\+srv)?:\/\//.test(where);

/**
 * Opens the store at a place: MongoDB for a `mongodb://` or `mongodb+srv://` address, otherwise the embedded store in that
 * folder. Rejects with `unavailable` and a sentence for the operator if it cannot be reached, written, or shared.
 */
export async function openStore(where: string, options: EmbeddedOptions = {}): Promise<Store> {
  if (!isMongo(where)) return openEmbedded(where, options);
  const { openMongo } = await import("./mongo.ts");
  return openMongo(where);
}
