import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isSigned } from "./signed.ts";

const [secret, now] = ["a secret", 1_700_000_000_000];
const sign = (timestamp: string, by = secret) =>
  createHmac("sha256", by).update(`${timestamp}\n${by}`).digest("base64");

test.each([-3_600_000, 0, 3_600_000])("a signature of %i milliseconds from now counts", (away) => {
  const timestamp = String(now + away);
  expect(isSigned({ timestamp, sign: sign(timestamp) }, { secret, now })).toBe(true);
});

test.each([-3_600_001, 3_600_001])("one of %i milliseconds from now does not", (away) => {
  const timestamp = String(now + away);
  expect(isSigned({ timestamp, sign: sign(timestamp) }, { secret, now })).toBe(false);
});

test("another secret's does not, nor does none", () => {
  const timestamp = String(now);
  for (const given of [sign(timestamp, "another"), "", undefined])
    expect(isSigned({ timestamp, sign: given }, { secret, now })).toBe(false);
  expect(isSigned({ timestamp: undefined, sign: sign("") }, { secret, now })).toBe(false);
});
