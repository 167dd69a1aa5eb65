import type { Blobs } from "../../../blobs/blobs.ts";
import type { Change, Collection } from "../../../store/store.ts";
import type { StoredFile } from "./stored.ts";

/** Where bytes of files are. With `read`, whether they are there is looked at before a file can be sent. */
export type FilePlace = Pick<Blobs, "remove"> & Partial<Pick<Blobs, "read">>;

export interface GoingParts {
  files: Collection<StoredFile>;
  /** Where bytes of files are; without it there are none. */
  blobs?: FilePlace | undefined;
  /** Hears that bytes could not be removed; they are later. */
  onError: (error: unknown) => void;
}

/** Of a file that goes only its place is left, until its bytes are gone as well: among what was never sent, the oldest. */
const GOES: Change<StoredFile> = {
  $set: { state: "gone", name: "", parts: [], at: 0, unsent: true },
  $unset: {
    kind: true,
    type: true,
    bytes: true,
    width: true,
    height: true,
    seconds: true,
    preview: true,
    problem: true,
    messageId: true,
  },
};

/**
 * Removes files. First nobody can see or send them any more, then their bytes go, then that they were there: so that nothing is forgotten that
 * a crash, or a place that is away, leaves for the next look at what was never sent.
 */
export function createGoing({ files, blobs, onError }: GoingParts) {
  async function removeBytes(prefixes: readonly string[]): Promise<boolean> {
    try {
      for (const prefix of prefixes) await blobs?.remove(prefix);
      return true;
    } catch (error) {
      onError(error);
      return false;
    }
  }

  return {
    /** Removes a file that is in no message; says whether there was one. */
    async drop(id: string): Promise<boolean> {
      const gone = await files.update({ _id: id, unsent: true }, GOES);
      if (!gone) return false;
      if (await removeBytes([`${gone.conversationId}/${id}`])) await files.remove({ _id: id });
      return true;
    },

    /** Removes files of a conversation that were begun before a time. */
    async erase(conversationId: string, before: number): Promise<void> {
      await files.updateMany({ conversationId, at: { $lt: before } }, GOES);
      const going = await files.find({ conversationId, state: "gone" });
      const all = (await files.findOne({ conversationId, state: { $ne: "gone" } })) === undefined;
      const prefixes = all ? [conversationId] : going.map(({ _id }) => `${conversationId}/${_id}`);
      if (await removeBytes(prefixes)) await files.remove({ conversationId, state: "gone" });
    },
  };
}
