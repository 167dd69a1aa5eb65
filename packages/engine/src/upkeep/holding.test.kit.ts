import type { Blobs } from "../blobs/blobs.ts";
import type { AnyDoc } from "../store/document.ts";
import type { Store } from "../store/store.ts";
import { contentOf } from "./state.ts";

/** What is found in the place of files rather than in a collection. */
export const BYTES = "bytes";

/** Where a text is still to be found, files included: the collection or {@link BYTES}, and which. */
export async function holding({ store, blobs }: { store: Store; blobs: Blobs }, text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of blobs.list()) {
    const bytes = Buffer.concat((await (await blobs.read(key))?.stream.toArray()) as Buffer[]);
    if (bytes.includes(text)) found.push(`${BYTES}: ${key}`);
  }
  for (const { name } of await contentOf(store)) {
    const docs = await store.collection<AnyDoc>(name).find({});
    found.push(...docs.filter((doc) => JSON.stringify(doc).includes(text)).map(({ _id }) => `${name}: ${_id}`));
  }
  return found;
}
