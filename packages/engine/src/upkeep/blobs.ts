import { createHash } from "node:crypto";
import { ChatError } from "@parley/protocol";
import type { Blob, Blobs } from "../blobs/blobs.ts";
import { createTally, sameTally, type Tally } from "./checksum.ts";

/** What no blobs add up to. */
export const NO_BLOBS: Tally = createTally().read();

/** Adds up blobs, each by its key and its bytes, which go by in pieces. */
export function createBlobTally() {
  const tally = createTally();
  return {
    read: tally.read,
    /** Begins a blob; what it returns takes its pieces, and ends it. */
    begin(key: string) {
      const sha256 = createHash("sha256");
      return {
        add: (piece: Buffer) => void sha256.update(piece),
        end: () => tally.add(`${key} ${sha256.digest("hex")}`),
      };
    },
  };
}

/** Reads everything that a place of files holds and adds it up. `onBlob` hears of each. */
export async function tallyBlobs(blobs: Blobs, onBlob: (count: number) => void = () => {}): Promise<Tally> {
  const tally = createBlobTally();
  for await (const { key } of blobs.list()) {
    const blob = tally.begin(key);
    for await (const piece of ((await blobs.read(key))?.stream ?? []) as AsyncIterable<Buffer>) blob.add(piece);
    blob.end();
    onBlob(1);
  }
  return tally.read();
}

/** Whether there is no blob in a place. */
export async function holdsNoBlob(blobs: Blobs): Promise<boolean> {
  for await (const _blob of blobs.list()) return false;
  return true;
}

/** Whether a place has a blob that another has not: it is no copy of that, not half of one either. */
export async function holdsOthers(source: Blobs, target: Blobs): Promise<boolean> {
  const known = new Set<string>();
  for await (const { key } of source.list()) known.add(key);
  for await (const { key } of target.list()) if (!known.has(key)) return true;
  return false;
}

/** Removes everything from a place of files. */
export async function removeAllBlobs(blobs: Blobs): Promise<void> {
  const first = new Set<string>();
  for await (const { key } of blobs.list()) first.add(firstName(key));
  for (const name of first) await blobs.remove(name);
}

const firstName = (key: string) => key.slice(0, key.indexOf("/"));

/**
 * Makes a place of files hold exactly what another one holds. What is there already stays, so that a copy that was cut off goes on where
 * it was; what differs is replaced, what is too much is removed.
 */
export async function copyBlobs(from: Blobs, to: Blobs, onBlob: (count: number) => void): Promise<void> {
  const there = new Map<string, Blob>();
  for await (const blob of to.list()) there.set(blob.key, blob);
  for await (const { key, bytes } of from.list()) {
    const has = there.get(key);
    there.delete(key);
    if (has?.bytes !== bytes || !(await areSame(from, to, key))) await copyBlob(from, to, key);
    onBlob(1);
  }
  for (const key of there.keys()) await to.remove(key);
}

async function copyBlob(from: Blobs, to: Blobs, key: string): Promise<void> {
  const found = await from.read(key);
  if (found) await to.put(key, found.stream, found.bytes);
}

async function areSame(one: Blobs, other: Blobs, key: string): Promise<boolean> {
  const [here, there] = await Promise.all([one, other].map((blobs) => tallyBlobs(only(blobs, key))));
  return sameTally(here, there);
}

const only = (blobs: Blobs, key: string): Blobs => ({ ...blobs, list: () => blobs.list(key) });

/** Rejects with `conflict` unless files are what they should be. */
export function refuseOtherBlobs(wanted: Tally, found: Tally, advice: string): void {
  if (sameTally(wanted, found)) return;
  const says = wanted.count === found.count ? `${found.count}, not all alike` : `${found.count} of ${wanted.count}`;
  throw new ChatError("conflict", `Files are not the same: ${says}. ${advice}`);
}
