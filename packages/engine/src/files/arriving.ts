import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileProblem } from "@parley/protocol";
import type { Blobs } from "../blobs/blobs.ts";
import type { Dialog, Upload } from "../services/dialog/contract.ts";
import type { Arrived, ArrivingFile, ChannelFiles, Fetched } from "../spine/arriving.ts";
import type { Limits } from "../transport/limits.ts";
import type { Finish } from "./finishing.ts";
import { blobOf } from "./keys.ts";
import { fileError, inTheirLanguage, Refused } from "./problems.ts";
import type { FileRules } from "./rules.ts";
import type { Take } from "./taking.ts";
import { folderForFile } from "./temporary.ts";

export interface ArrivingParts {
  blobs: Pick<Blobs, "read" | "checkRoom">;
  dialog: Pick<Dialog, "file" | "beginFile" | "dropFile">;
  rules: FileRules;
  limits: Pick<Limits, "check" | "charge">;
  take: Take;
  finish: Finish;
}

/** Files that come from other houses: by the path of uploads, once how long they are is known. */
export function createArriving({ blobs, dialog, rules, limits, take, finish }: ArrivingParts): ChannelFiles {
  /** An upload of these bytes, which may have been begun before, by whichever node. */
  async function uploadOf({ id, conversationId, name }: ArrivingFile, length: number): Promise<Upload> {
    const { upload } = await dialog.file({ id });
    if (upload && (upload.state !== "uploading" || upload.length === length)) return upload;
    // The platform has made it anew.
    if (upload) await dialog.dropFile({ id });
    await blobs.checkRoom(length);
    limits.charge("upload", conversationId);
    limits.charge("uploadBytes", conversationId, length);
    return (await dialog.beginFile({ id, conversationId, by: { kind: "visitor" }, name, length })).upload;
  }

  async function takeFrom(path: string, file: ArrivingFile): Promise<Arrived> {
    const { size } = await stat(path);
    if (size === 0) throw new Refused("empty");
    const upload = await uploadOf(file, size);
    const rest = upload.state === "uploading" && upload.received < size;
    const taken = rest ? (await take(upload, createReadStream(path, { start: upload.received }))).upload : upload;
    return arrivedOf(taken.state === "uploading" ? await finish(taken) : taken);
  }

  /** Fetches it where it may come, and looks at it. */
  async function takeIn(file: ArrivingFile, fetch: () => Promise<Fetched | undefined>) {
    const { bytes } = await rules.limitsOf(file.inboxId);
    if (bytes === 0) throw new Refused("off");
    // As for what people upload themselves. How long it is shows only when it is here.
    limits.check("upload", file.conversationId);
    limits.check("uploadBytes", file.conversationId);
    const folder = await folderForFile();
    try {
      const found = await fetch().catch(tooLong);
      if (!found) return undefined;
      const path = join(folder, "file");
      await pipeline(limited(found.bytes, bytes), createWriteStream(path, { mode: 0o600 }));
      return await takeFrom(path, { ...file, name: found.name ?? file.name });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    async arrive(file, fetch) {
      const { upload: known } = await dialog.file({ id: file.id });
      if (known && known.state !== "uploading") return arrivedOf(known);
      try {
        return await takeIn(file, fetch);
      } catch (error) {
        if (error instanceof Refused) return { is: "refused", problem: error.problem };
        throw error;
      }
    },

    async *read(place) {
      const found = await blobs.read(blobOf(place, "original"));
      if (!found) throw fileError("gone");
      yield* found.stream as AsyncIterable<Uint8Array>;
    },

    problemIn: (problem: FileProblem, language: string) => inTheirLanguage(fileError(problem), language).message,
  };
}

function arrivedOf(upload: Upload | undefined): Arrived {
  if (upload?.state === "ready") return { is: "ready", name: upload.name };
  if (upload?.problem) return { is: "refused", problem: upload.problem };
  throw fileError("gone");
}

/** Bytes of what may come, and no more. */
async function* limited(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  try {
    for await (const chunk of bytes) {
      read += chunk.length;
      if (read > most) throw new Refused("tooLarge");
      yield chunk;
    }
  } catch (error) {
    tooLong(error);
  }
}

/** What a channel gives up as too long would be so at every other attempt. */
function tooLong(error: unknown): never {
  throw error instanceof RangeError ? new Refused("tooLarge") : error;
}
