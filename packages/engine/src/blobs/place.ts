import { join } from "node:path";
import { isMongo } from "../store/open.ts";
import { BLOBS } from "../store/rights.ts";
import { type Bucket, isS3, readS3 } from "./s3/address.ts";

/** What is said of where the engine keeps what. */
export interface Places {
  /** `mongodb://...`, or a folder for the embedded store. */
  store: string;
  /** A folder, `gridfs` or `s3://...`; unless told, beside what is stored: `files` in the store's folder, GridFS of the store's MongoDB. */
  files?: string | undefined;
}

/** A place of files, understood. */
export type FilesPlace =
  | { is: "folder"; folder: string }
  | { is: "gridfs"; uri: string }
  | { is: "s3"; bucket: Bucket };

const GRIDFS = "gridfs";

/** Throws an Error whose message says what is wrong with the words for a place of files; whether it is there is asked later. */
export function checkFilesPlace(text: string): void {
  if (isS3(text)) readS3(text);
  else if (/^[a-z][\w+.-]*:\/\//i.test(text)) throw new Error("must be a folder, gridfs, or s3://...");
}

/** Where files are kept. Throws an Error whose message says what does not go together. */
export function placeOfFiles({ store, files }: Places): FilesPlace {
  if (files !== undefined) checkFilesPlace(files);
  if (files === GRIDFS && !isMongo(store))
    throw new Error("must be a folder where the store is one: gridfs is a part of a MongoDB");
  if (files !== undefined && isS3(files)) return { is: "s3", bucket: readS3(files) };
  if (files === GRIDFS || (files === undefined && isMongo(store))) return { is: "gridfs", uri: store };
  return { is: "folder", folder: files ?? join(store, BLOBS) };
}
