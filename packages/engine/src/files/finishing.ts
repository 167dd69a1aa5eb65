import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type { Blobs } from "../blobs/blobs.ts";
import type { Dialog, FileVerdict, Upload } from "../services/dialog/contract.ts";
import { blobOf, placeOf } from "./keys.ts";
import { HEAD, lookAt, type Looked } from "./look/look.ts";
import { LONGEST_LOOK, secondsOf } from "./look/seconds.ts";
import type { Pictures } from "./pictures/pictures.ts";
import { fileError, Refused } from "./problems.ts";
import type { Scanner } from "./scanner.ts";

export interface FinishingParts {
  blobs: Blobs;
  dialog: Pick<Dialog, "endFile" | "file">;
  pictures: Pictures;
  scanner?: Scanner | undefined;
  /** The kinds of files that are taken in an upload's inbox. */
  kindsOf: (upload: Upload) => Promise<readonly string[]>;
}

/** Looks at files that are whole, makes of them what is kept, or refuses them. What is cut short is done again, by whoever asks next. */
export function createFinishing({ blobs, dialog, pictures, scanner, kindsOf }: FinishingParts) {
  const running = new Map<string, Promise<Upload | undefined>>();

  /** The upload from its first byte, or a part of it. Nothing of it is in memory but what is read at the moment. */
  const contentOf = (upload: Upload, most = Infinity) => Readable.from(bytesOf(upload, most));
  async function* bytesOf(upload: Upload, most: number): AsyncGenerator<Buffer> {
    let left = most;
    for (const { key, bytes } of upload.parts) {
      if (left <= 0) return;
      const part = await blobs.read(blobOf(upload, key), { from: 0, to: Math.min(bytes, left) });
      if (!part) throw fileError("gone");
      left -= part.bytes;
      yield* part.stream as AsyncIterable<Buffer>;
    }
  }

  async function verdictOn(upload: Upload): Promise<FileVerdict> {
    const head = Buffer.concat((await contentOf(upload, HEAD).toArray()) as Buffer[]);
    const looked = await lookAt(upload.name, head, upload.length);
    if (!(await kindsOf(upload)).includes(looked.kind)) throw new Refused("kind");
    await scanner?.scan(contentOf(upload));
    return looked.kind === "image" ? await keepPicture(upload, looked) : await keep(upload, looked);
  }

  async function keep(upload: Upload, looked: Looked): Promise<FileVerdict> {
    await blobs.put(blobOf(upload, "original"), contentOf(upload), upload.length);
    const seconds = looked.kind === "audio" ? await secondsIn(upload, looked.type) : undefined;
    return { state: "ready", ...looked, bytes: upload.length, ...(seconds !== undefined && { seconds }) };
  }

  /** How long somebody speaks: what is longer is not looked through for it. */
  async function secondsIn(upload: Upload, type: string): Promise<number | undefined> {
    if (upload.length > LONGEST_LOOK) return undefined;
    return secondsOf(type, Buffer.concat((await contentOf(upload).toArray()) as Buffer[]));
  }

  function keepPicture(upload: Upload, looked: Looked): Promise<FileVerdict> {
    return pictures.remake(
      { conversationId: upload.conversationId, content: () => contentOf(upload), type: looked.type },
      async (made) => {
        // As nobody has looked into it, it is for saving only.
        if (!made) return await keep(upload, { ...looked, kind: "document" });
        await blobs.put(blobOf(upload, "original"), createReadStream(made.whole), made.bytes);
        await blobs.put(blobOf(upload, "preview"), createReadStream(made.preview), made.previewBytes);
        const { bytes, width, height } = made;
        return { state: "ready", ...looked, bytes, width, height, preview: true };
      },
    );
  }

  async function finish(upload: Upload): Promise<Upload | undefined> {
    const { id } = upload;
    const verdict = await verdictOn(upload).catch((cause: unknown): FileVerdict | Error => {
      if (cause instanceof Refused) return { state: "refused", problem: cause.problem };
      return cause instanceof Error ? cause : new Error(String(cause));
    });
    if (verdict instanceof Error) {
      // Another node may have been first, and have cleared away what this one was reading.
      const { upload: now } = await dialog.file({ id });
      if (now && now.state !== "uploading") return now;
      throw verdict;
    }
    const { upload: ended } = await dialog.endFile({ id, verdict });
    // It may have been removed in the middle of this.
    if (ended?.state === "ready") await removeParts(upload);
    else await blobs.remove(placeOf(upload));
    return ended;
  }

  async function removeParts(upload: Upload): Promise<void> {
    for await (const { key } of blobs.list(placeOf(upload))) if (key.includes("/part-")) await blobs.remove(key);
  }

  return {
    /** Resolves to what became of the upload; several who ask at once wait for the same. */
    async finish(upload: Upload): Promise<Upload | undefined> {
      const known = running.get(upload.id);
      if (known) return await known;
      const finishing = finish(upload).finally(() => running.delete(upload.id));
      running.set(upload.id, finishing);
      return await finishing;
    },
    /** Begins with no other picture. Resolves when all that was begun is finished, or after `milliseconds`, when it is left to whoever asks next. */
    async stop(milliseconds: number): Promise<void> {
      pictures.stop();
      const late = new AbortController();
      await Promise.race([
        Promise.allSettled(running.values()),
        setTimeout(milliseconds, undefined, { signal: late.signal }).catch(() => {}),
      ]);
      late.abort();
      pictures.end();
    },
  };
}
export type Finish = ReturnType<typeof createFinishing>["finish"];
