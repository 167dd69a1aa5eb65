import type { Binary, Collection, Db, Filter, ObjectId } from "mongodb";

/** As GridFS lays it down: what a file is. Of several of one name that of the highest version counts; the others are being removed. */
export interface File {
  _id: ObjectId;
  filename: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  metadata: { version: number };
}

/** A piece of a file's bytes. */
export interface Chunk {
  _id: ObjectId;
  files_id: ObjectId;
  n: number;
  data: Binary;
}

/** A file that is being written: without it nothing would say whose the pieces are that a crash leaves. */
export interface Incoming {
  _id: ObjectId;
  filename: string;
  at: Date;
}

/** Bytes of a piece, as GridFS has them unless told. */
export const CHUNK = 255 * 1024;

export const NEWEST_FIRST = { filename: 1, "metadata.version": -1, _id: -1 } as const;

/** Sends one command, which is repeated where it is unknown whether it was done; `onUnknown` hears of that. */
export type Send = <R>(command: (db: Db) => Promise<R>, onUnknown?: () => void) => Promise<R>;

type On<T extends object> = <R>(command: (all: Collection<T>) => Promise<R>, onUnknown?: () => void) => Promise<R>;

export interface Bucket {
  files: On<File>;
  chunks: On<Chunk>;
  incoming: On<Incoming>;
}

/** The bucket `blobs` of a database. Its names have a dot, so that no collection of the store can be one of them. */
export function bucketOf(send: Send): Bucket {
  return {
    files: (command, onUnknown) => send((db) => command(db.collection<File>("blobs.files")), onUnknown),
    chunks: (command, onUnknown) => send((db) => command(db.collection<Chunk>("blobs.chunks")), onUnknown),
    incoming: (command, onUnknown) => send((db) => command(db.collection<Incoming>("blobs.incoming")), onUnknown),
  };
}

export async function makeIndexes({ files, chunks, incoming }: Bucket): Promise<void> {
  await files((all) => all.createIndex(NEWEST_FIRST));
  await chunks((all) => all.createIndex({ files_id: 1, n: 1 }, { unique: true }));
  await incoming((all) => all.createIndex({ filename: 1 }));
}

/** Names that are the prefix, or lie below it. */
export function within(prefix?: string): Filter<{ filename: string }> {
  if (prefix === undefined) return {};
  // "0" is the character after "/".
  return { $or: [{ filename: prefix }, { filename: { $gte: `${prefix}/`, $lt: `${prefix}0` } }] };
}
