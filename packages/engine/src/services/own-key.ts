import { randomBytes } from "node:crypto";
import { ChatError } from "@parley/protocol";
import type { Collection, Doc } from "../store/store.ts";

/** What a store's own secrets are made of: as many bytes as SHA-256 has. */
export const KEY_BYTES = 32;
/** Until a majority of the servers has what another node has just written. Milliseconds. */
const AGAIN = 1_000;

export interface OwnKey extends Doc {
  key: string;
}

/** A secret of the store's own, made by whoever asks first and the same for all nodes ever after. It throws `unavailable` while it cannot be read. */
export function ownKey(keys: Pick<Collection<OwnKey>, "insert" | "findOne">, id: string): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    if (known) return known;
    await keys.insert({ _id: id, key: randomBytes(KEY_BYTES).toString("base64url") });
    const key = (await keys.findOne({ _id: id }))?.key ?? "";
    // What a majority does not have yet cannot be read, though it keeps its place. With less than a key anybody could sign.
    if (Buffer.from(key, "base64url").length < KEY_BYTES)
      throw new ChatError("unavailable", "The store's own key cannot be read now.", { retryAfter: AGAIN });
    return (known = key);
  };
}
