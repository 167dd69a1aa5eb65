import { inspect } from "node:util";
import { expect, test } from "vitest";
import { quietly } from "./quiet.ts";

test.each(["access_token", "corpsecret"])("what is thrown says no %s, nor does what caused it", async (name) => {
  const real = quietly(fetch);
  const failed = await real(`https://files .weibo/a?${name}=SECRET&fid=1`).catch((error: unknown) => error);
  expect(inspect(failed)).not.toContain("SECRET");
  expect((failed as Error).message).toContain("parse");
});

test("what says no secret is thrown as it is", async () => {
  const error = new TypeError("It is away.");
  await expect(quietly(() => Promise.reject(error))("https://a.example?access_token=SECRET")).rejects.toBe(error);
});
