import {
  ChatError,
  type ContactFile,
  type Content,
  type Conversation,
  type Happening,
  type SharedFile,
} from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import { ownKey } from "../../own-key.ts";
import { createGoing, type GoingParts } from "./going.ts";
import { createHere } from "./here.ts";
import type { Dialog, FileVerdict, Upload } from "../contract.ts";
import type { Heads } from "../heads.ts";
import { FILE_KEYS, FILES, type StoredFile, type Uploader } from "./stored.ts";

/** Files of one person in a conversation that may be there without having been sent. */
export const UNSENT = 20;
/** Parts of an upload at most: its document grows with each. */
const PARTS = 4_096;
const AT_ONCE = 100;

export interface FileParts extends Pick<GoingParts, "blobs" | "onError"> {
  store: Store;
  heads: Pick<Heads, "get">;
  now: () => number;
}

type Handlers = Pick<
  Dialog,
  "fileKey" | "beginFile" | "file" | "growFile" | "endFile" | "dropFile" | "sharedFiles" | "unsentFiles"
>;

/** What is known of files. A file is sent once it is ready, in its own conversation; it is then as long there as the conversation's words. */
export function createFiles({ store, heads, now, blobs, onError }: FileParts) {
  const files = FILES.open(store);
  const going = createGoing({ files, blobs, onError });
  const key = ownKey(FILE_KEYS.open(store), "tickets");

  const find = async (id: string) => ({ upload: shown(await files.findOne({ _id: id, state: { $ne: "gone" } })) });

  const here = createHere({ files, blobs, onError });

  const handlers: Handlers = {
    fileKey: async () => ({ key: await key() }),

    async beginFile({ id, conversationId, by, name, length }) {
      const known = await files.findOne({ _id: id });
      if (known) return { upload: uploadOf(known) };
      await heads.get(conversationId);
      const waiting = await files.find({ conversationId, unsent: true, state: { $in: ["uploading", "ready"] } });
      if (waiting.filter((file) => isSame(file.by, by)).length >= UNSENT) throw tooManyUnsent();
      const file: StoredFile = {
        _id: id,
        conversationId,
        by,
        state: "uploading",
        name,
        length,
        received: 0,
        parts: [],
        at: now(),
        unsent: true,
      };
      await files.insert(file);
      return { upload: uploadOf(file) };
    },

    file: ({ id }) => find(id),

    async growFile({ id, from, part }) {
      const known = await files.findOne({ _id: id });
      if (known && known.parts.length >= PARTS) {
        throw new ChatError("invalid", `An upload has at most ${PARTS} parts.`, { details: { reason: "broken" } });
      }
      const grown = known && {
        $set: { received: from + part.bytes, parts: [...known.parts, part] },
      };
      const taken = grown && (await files.update({ _id: id, state: "uploading", received: from }, grown));
      return { taken: taken !== undefined, ...(await find(id)) };
    },

    async endFile({ id, verdict }) {
      if (verdict.state === "ready") await here(id);
      await files.update({ _id: id, state: "uploading" }, { $set: ended(verdict) });
      return await find(id);
    },

    async dropFile({ id }) {
      return { dropped: await going.drop(id) };
    },

    async sharedFiles({ conversationIds, limit }) {
      const sent = { conversationId: { $in: conversationIds }, state: "ready", unsent: { $exists: false } } as const;
      return (await files.find(sent, { sort: { at: -1 }, limit })).flatMap(listed);
    },

    async unsentFiles({ before }) {
      const old = await files.find({ unsent: true, at: { $lt: before } }, { sort: { at: 1 }, limit: AT_ONCE });
      return old.map(({ _id, conversationId }) => ({ id: _id, conversationId }));
    },
  };

  /** Notes that a message with a file is about to be written: it is there for as long as the message. */
  function intend({ id: conversationId }: Conversation, messageId: string, happening: Happening) {
    const named = happening.type === "message" ? filesIn(happening.content) : [];
    if (named.length === 0) return undefined;
    const note = async (id: string) => {
      const sent = { $set: { messageId }, $unset: { unsent: true } } as const;
      // Removed in this moment, as nobody had sent it for a day.
      if (!(await files.update({ _id: id, conversationId, state: "ready" }, sent))) throw notThere();
    };
    return Promise.all(named.map(note));
  }

  return {
    handlers,
    intend,
    /** What is known of a file that is sent; throws `invalid` where there is no such file to be sent. */
    async fileOf(conversationId: string, id: string): Promise<SharedFile> {
      const file = sharedOf(await files.findOne({ _id: id, conversationId }));
      if (!file) throw notThere();
      return file;
    },
    erase: going.erase,
  };
}
export type Files = ReturnType<typeof createFiles>;

/** The files of the conversation that something names. */
function filesIn(content: Content): string[] {
  if (content.type === "file") return [content.file.id];
  if (content.type !== "cards") return [];
  return [...new Set(content.cards.flatMap(({ image }) => (image && "id" in image ? [image.id] : [])))];
}

const isSame = (one: Uploader, other: Uploader) =>
  one.kind === "agent" && other.kind === "agent" ? one.id === other.id : one.kind === other.kind;

const notThere = () =>
  new ChatError("invalid", "There is no such file to be sent here.", { details: { reason: "file" } });

const tooManyUnsent = () =>
  new ChatError("tooMany", "Too many files were uploaded and not sent.", {
    retryAfter: 60_000,
    details: { reason: "unsent" },
  });

const ended = (verdict: FileVerdict): Partial<StoredFile> =>
  // The name that it came with may be anything.
  verdict.state === "ready" ? { ...verdict, parts: [] } : { ...verdict, name: "", parts: [] };

function foundIn({ state, name, kind, type, bytes, width, height, seconds, preview }: StoredFile) {
  if (state !== "ready" || kind === undefined || type === undefined || bytes === undefined) return undefined;
  return {
    name,
    kind,
    type,
    bytes,
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(seconds !== undefined && { seconds }),
    ...(preview && { preview }),
  };
}

function sharedOf(stored: StoredFile | undefined): SharedFile | undefined {
  const found = stored && foundIn(stored);
  return found && { id: stored._id, ...found };
}

function listed(stored: StoredFile): ContactFile[] {
  const { conversationId, at, by } = stored;
  const file = sharedOf(stored);
  return file ? [{ file, conversationId, at, by: by.kind }] : [];
}

function uploadOf(stored: StoredFile): Upload {
  const { _id: id, conversationId, by, name, length, received, parts, at, problem, unsent } = stored;
  const state = stored.state === "gone" ? "refused" : stored.state;
  const place = { id, conversationId, by };
  const progress = { state, name, length, received, parts, at, sent: !unsent };
  const found = foundIn(stored);
  return {
    ...place,
    ...progress,
    ...(problem && { problem }),
    ...(found && { found }),
  };
}

const shown = (stored: StoredFile | undefined) => stored && uploadOf(stored);
