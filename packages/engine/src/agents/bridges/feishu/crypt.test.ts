import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { decrypt, isSigned } from "./crypt.ts";

test("the published example of 飞书's cipher opens, and with any bit turned says something else or nothing", () => {
  const [key, sealed] = ["test key", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="];
  expect(decrypt(key, sealed)).toBe("hello world");
  expect(decrypt("another key", sealed)).not.toBe("hello world");
  const bytes = Buffer.from(sealed, "base64");
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const turned = Buffer.from(bytes);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(decrypt(key, turned.toString("base64"))).not.toBe("hello world");
  }
  expect([decrypt(key, ""), decrypt(key, "AAAA"), decrypt(key, "{}")]).toEqual([undefined, undefined, undefined]);
});

test("a signature is over every byte, and five minutes old at most", () => {
  const [encryptKey, nonce, now] = ["a key", "n", 1_700_000_000_000];
  const body = Buffer.from('{"encrypt":"abc"}');
  const timestamp = "1700000000";
  const signature = createHash("sha256").update(`${timestamp}${nonce}${encryptKey}`).update(body).digest("hex");
  const stamp = { signature, timestamp, nonce };
  expect(isSigned(body, stamp, { encryptKey, now })).toBe(true);
  for (const other of [now - 301_000, now + 301_000])
    expect(isSigned(body, stamp, { encryptKey, now: other })).toBe(false);
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const turned = Buffer.from(body);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(isSigned(turned, stamp, { encryptKey, now })).toBe(false);
  }
});
