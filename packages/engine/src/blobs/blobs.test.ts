import { expect, test } from "vitest";
import { type Blob, blobsOn, type Driver } from "./blobs.ts";

test("what others keep in the same place is none of ours: it is not listed, so that nobody backs it up or trips over it", async () => {
  const keys = ["logs/", "readme.txt", "a/b/c/d", "c0/f0/original", "c0/f0/.draft", "c0//original", "c0/f1/preview"];
  const driver: Driver = {
    description: "a bucket that is shared",
    put: async () => {},
    read: async () => undefined,
    remove: async () => 0,
    async *list(): AsyncGenerator<Blob> {
      for (const key of keys) yield { key, bytes: 1, at: new Date(0) };
    },
    close: async () => {},
  };
  const listed: string[] = [];
  for await (const { key } of blobsOn(driver).list()) listed.push(key);
  expect(listed).toEqual(["c0/f0/original", "c0/f1/preview"]);
});
