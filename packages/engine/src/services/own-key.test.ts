import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Collection } from "../store/store.ts";
import { KEY_BYTES, type OwnKey, ownKey } from "./own-key.ts";

/** A collection in which another node may have been first. */
function keys(theirs?: string) {
  const state: { kept: OwnKey | undefined; readable: boolean } = {
    kept: theirs === undefined ? undefined : { _id: "k", key: theirs },
    readable: true,
  };
  const collection: Pick<Collection<OwnKey>, "insert" | "findOne"> = {
    insert: async (key) => {
      if (state.kept) return false;
      state.kept = key;
      return true;
    },
    findOne: async () => (state.readable ? state.kept : undefined),
  };
  return { state, collection };
}

test("of nodes that ask at once all have the same key, long enough that nobody guesses it", async () => {
  const { collection, state } = keys();
  const both = await Promise.all([ownKey(collection, "k")(), ownKey(collection, "k")()]);
  expect(both).toEqual([state.kept?.key, state.kept?.key]);
  expect(Buffer.from(both[0], "base64url")).toHaveLength(KEY_BYTES);
});

test("[F1] a key that another node has just made, and that cannot be read yet, is no key: it is asked for again", async () => {
  const theirs = randomBytes(KEY_BYTES).toString("base64url");
  const { collection, state } = keys(theirs);
  const key = ownKey(collection, "k");
  state.readable = false;
  await expect(key()).rejects.toMatchObject({ code: "unavailable", retryAfter: expect.any(Number) as number });
  state.readable = true;
  expect(await key()).toBe(theirs);
});

test.each(["", "short"])("[F1] a key that anybody could guess (%j) is none", async (theirs) => {
  await expect(ownKey(keys(theirs).collection, "k")()).rejects.toMatchObject({ code: "unavailable" });
});
