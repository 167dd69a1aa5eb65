import { describe, expect, test } from "vitest";
import { isSigned, keysOf, sign } from "./webhook.ts";

// The vector that the makers of Standard Webhooks publish with their libraries.
const vector = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const now = vector.timestamp * 1_000;
const keys = keysOf(vector.secret);
const other = keysOf(`whsec_${Buffer.alloc(32, 7).toString("base64")}`);
const body = Buffer.from(vector.body);
const headers = {
  "webhook-id": vector.id,
  "webhook-timestamp": String(vector.timestamp),
  "webhook-signature": vector.signature,
};

test("signs as the published vector does", () => {
  expect(sign(keys, vector.id, vector.body, now)).toEqual(headers);
  expect(isSigned(keys, headers, body, now)).toBe(true);
});

test("every flipped bit of body, id, time or signature is refused", () => {
  const flipped = (text: string, bit: number) => {
    const bytes = Buffer.from(text);
    bytes.writeUInt8((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
    return bytes;
  };
  for (let bit = 0; bit < body.length * 8; bit += 1)
    expect(isSigned(keys, headers, flipped(vector.body, bit), now)).toBe(false);
  for (const [name, value] of Object.entries(headers))
    for (let bit = 0; bit < value.length * 8; bit += 1) {
      const changed = { ...headers, [name]: flipped(value, bit).toString("latin1") };
      expect(isSigned(keys, changed, body, now), `${name} ${bit}`).toBe(false);
    }
});

test.each<[string, number, boolean]>([
  ["five minutes ago", 300, true],
  ["in five minutes", -300, true],
  ["longer ago", 301, false],
  ["in the future", -301, false],
])("one that was signed %s", (_, seconds, isTaken) => {
  expect(isSigned(keys, headers, body, now + seconds * 1_000)).toBe(isTaken);
});

describe("while keys change", () => {
  test("one of several signatures is enough, and one of several keys", () => {
    const both = sign([...other, ...keys], vector.id, vector.body, now);
    expect(both["webhook-signature"].split(" ")).toHaveLength(2);
    expect(isSigned(keys, { ...both }, body, now)).toBe(true);
    expect(isSigned(other, { ...both }, body, now)).toBe(true);
    expect(isSigned([...other, ...keys], headers, body, now)).toBe(true);
    expect(isSigned(other, headers, body, now)).toBe(false);
  });
});

test.each<[string, Partial<Record<string, string | string[]>>]>([
  ["nothing", {}],
  ["no time", { ...headers, "webhook-timestamp": "" }],
  ["a time in words", { ...headers, "webhook-timestamp": "soon" }],
  ["a version that is not known", { ...headers, "webhook-signature": vector.signature.replace("v1,", "v2,") }],
  ["a signature without a version", { ...headers, "webhook-signature": vector.signature.slice(3) }],
  ["two headers", { ...headers, "webhook-id": [vector.id, vector.id] }],
  ["a thousand signatures", { ...headers, "webhook-signature": `${"v1,x ".repeat(1_000)}${vector.signature}` }],
])("%s is no signature", (_, headers) => {
  expect(isSigned(keys, headers, body, now)).toBe(false);
});

test.each(["", "whsec_", "whsec_c2hvcnQ=", "short"])("%j is no secret", (secret) => {
  expect(() => keysOf(secret)).toThrow("at least 24 bytes");
});
