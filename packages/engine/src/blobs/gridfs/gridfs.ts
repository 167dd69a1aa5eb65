import { ChatError } from "@parley/protocol";
import { connectMongo } from "../../store/mongo-connection.ts";
import { explain } from "../../store/mongo-failure.ts";
import { again } from "../../store/mongo-send.ts";
import type { Driver } from "../blobs.ts";
import { bucketOf, makeIndexes, type Send } from "./layout.ts";
import { listFiles, readFile } from "./read.ts";
import { removeForgotten, removeWithin, write } from "./write.ts";

/**
 * Keeps blobs in GridFS (bucket `blobs`) of a MongoDB database, which any number of nodes share. Writes and reads by commands of its own
 * rather than by the driver's streams: each of them ends, and is repeated when the connection breaks (see `connectMongo`).
 */
export function gridfsOf(uri: string): Driver {
  const connection = connectMongo(uri);
  let closed = false;
  const send: Send = (command, onUnknown) => {
    if (closed) throw new ChatError("unavailable", "The place of files is closed.");
    return again(() => connection.send(command), onUnknown).catch(explain());
  };
  const bucket = bucketOf(send);
  let prepared: Promise<void> | undefined;
  const prepare = () =>
    (prepared ??= makeIndexes(bucket)
      .then(() => removeForgotten(bucket))
      .catch((error: unknown) => {
        prepared = undefined;
        throw error;
      }));
  return {
    description: `GridFS of MongoDB at ${connection.where}/${connection.database}`,
    async put(key, chunks, size) {
      await prepare();
      await write(bucket, { key, chunks, size });
    },
    read: (key, part) => readFile(bucket, key, part),
    async remove(prefix) {
      await prepare();
      return removeWithin(bucket, prefix);
    },
    list: (prefix) => listFiles(bucket, prefix),
    async close() {
      closed = true;
      await connection.close();
    },
  };
}
