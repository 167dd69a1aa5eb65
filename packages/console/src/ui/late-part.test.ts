import { expect, test } from "vitest";
import { latePart } from "./late-part.ts";

test("a part is fetched once it is asked for, once, and again where it could not be had", async () => {
  let fetched = 0;
  const use = latePart(async () => {
    fetched += 1;
    if (fetched === 1) throw new Error("The network is down.");
    return { is: "there" };
  });
  expect([fetched, use(), use(), fetched]).toEqual([0, undefined, undefined, 1]);
  await expect.poll(use).toEqual({ is: "there" });
  expect([use(), fetched]).toEqual([{ is: "there" }, 2]);
});
