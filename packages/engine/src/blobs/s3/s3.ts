import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { S3mini, S3ServiceError } from "s3mini";
import type { Blob, Driver, Part } from "../blobs.ts";
import type { Bucket } from "./address.ts";
import { patientFetch } from "./requests.ts";

/** How many names a request lists, and removes, which is what servers allow. */
const MANY = 1000;

/** Keeps each blob as an object of a bucket, which a server shows whole or not at all, and any number of nodes share. */
export function s3Of(place: Bucket): Driver {
  const bucket = new S3mini({ ...place, fetch: patientFetch });
  return {
    description: `the bucket ${place.endpoint}`,
    async put(key, chunks, size) {
      // A body of no bytes is none: its length would not be said.
      const body = size === 0 ? await nothingOf(chunks) : (Readable.toWeb(Readable.from(chunks)) as ReadableStream);
      await bucket.putObject(key, body, "application/octet-stream", undefined, undefined, size);
    },
    read: (key, part) => read(bucket, key, part),
    async remove(prefix) {
      let count = 0;
      for (;;) {
        const keys: string[] = [];
        for await (const { key } of list(bucket, prefix)) if (keys.push(key) === MANY) break;
        if (keys.length === 0) return count;
        await removeAll(bucket, keys);
        count += keys.length;
      }
    },
    list: (prefix) => list(bucket, prefix),
    async examine() {
      const versions = await bucket.getBucketVersioning().catch(() => undefined);
      if (versions !== "Enabled") return;
      throw new Error("it keeps versions of what is removed, so that nobody could be erased: switch that off");
    },
    close: async () => {},
  };
}

async function nothingOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  for await (const _chunk of chunks);
  return "";
}

async function read(bucket: S3mini, key: string, part?: Part) {
  try {
    return await (part && part.from >= part.to ? readNothing(bucket, key) : readPart(bucket, key, part));
  } catch (error) {
    if (!(error instanceof S3ServiceError)) throw error;
    // What lies beyond the end cannot be had, nor anything of what is empty.
    if (error.status === 416) return nothingThere();
    if (error.status === 404 && error.serviceCode !== "NoSuchBucket") return undefined;
    throw error;
  }
}

async function readPart(bucket: S3mini, key: string, part?: Part) {
  const { status, headers, body } = await bucket.getObjectRaw(key, part === undefined, part?.from, part?.to);
  if (part && status !== 206) throw new Error("The server does not answer with parts of what it keeps.");
  const bytes = Number(headers.get("content-length") ?? Number.NaN);
  if (!Number.isSafeInteger(bytes)) throw new Error("The server does not say how much it answers.");
  return { stream: body ? Readable.fromWeb(body as WebStream) : Readable.from([]), bytes };
}

// No server can be asked for no bytes; whether there is such a blob it can.
async function readNothing(bucket: S3mini, key: string) {
  const { body } = await bucket.getObjectRaw(key, false, 0, 1);
  await body?.cancel();
  return nothingThere();
}

const nothingThere = () => ({ stream: Readable.from([]), bytes: 0 });

async function* list(bucket: S3mini, prefix?: string): AsyncGenerator<Blob> {
  // All three names of a key are one object, fewer are the beginning of several.
  const single = prefix?.split("/").length === 3;
  const begin = prefix === undefined || single ? prefix : `${prefix}/`;
  let token: string | undefined;
  do {
    const page = await bucket.listObjectsPaged("/", begin, MANY, token);
    if (!page) throw new Error("There is no such bucket.");
    const found = (page.objects ?? []).filter(({ Key }) => !single || Key === prefix);
    yield* found.map(({ Key, Size, LastModified }) => ({ key: Key, bytes: Size, at: LastModified }));
    token = page.nextContinuationToken;
  } while (token);
}

async function removeAll(bucket: S3mini, keys: readonly string[]): Promise<void> {
  const removed = await bucket.deleteObjects([...keys]);
  const kept = keys.filter((_key, at) => removed[at] !== true);
  // Some servers do not know how to remove many at once.
  for (const key of kept) await bucket.deleteObject(key);
}
