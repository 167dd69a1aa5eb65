import { ChatError } from "@parley/protocol";
import type { GoingParts } from "./going.ts";

/**
 * Makes sure that what is about to be ready is where it is removed from: whoever faces people may have been told another place, and what they
 * store there nobody could erase. Throws `unavailable` then.
 */
export function createHere({ files, blobs, onError }: GoingParts): (id: string) => Promise<void> {
  return async (id) => {
    const file = await files.findOne({ _id: id, state: "uploading" });
    if (!file || !blobs?.read) return;
    const found = await blobs.read(`${file.conversationId}/${id}/original`, { from: 0, to: 0 });
    if (found) return void found.stream.destroy();
    onError(new Error("A file was stored elsewhere: FILES has to be the same place for all services."));
    throw new ChatError("unavailable", "Files cannot be kept now.", { retryAfter: 60_000 });
  };
}
