import { expect, test } from "vitest";
import { challengeOf, isSigned } from "./signed.ts";

// Meta publishes none; its construction is GitHub's, whose documents and library have these.
const VECTORS: [secret: string, body: string, header: string][] = [
  [
    "It's a Secret to Everybody",
    "Hello, World!",
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
  ],
  ["mysecret", '{"foo":"bar"}', "sha256=4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3"],
];

test.each(VECTORS)("the published vector of %j", (secret, body, header) => {
  expect(isSigned(secret, header, Buffer.from(body))).toBe(true);
});

test.each(VECTORS)("every flipped bit is refused: %j", (secret, body, header) => {
  const flipped = (text: string, bit: number) => {
    const bytes = Buffer.from(text);
    bytes.writeUInt8((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
    return bytes;
  };
  for (let bit = 0; bit < body.length * 8; bit += 1) expect(isSigned(secret, header, flipped(body, bit))).toBe(false);
  for (let bit = 0; bit < header.length * 8; bit += 1)
    expect(isSigned(secret, flipped(header, bit).toString("latin1"), Buffer.from(body))).toBe(false);
});

test("no signature, and one of another kind", () => {
  expect(isSigned("mysecret", undefined, Buffer.from("a"))).toBe(false);
  expect(isSigned("mysecret", "sha1=00", Buffer.from("a"))).toBe(false);
});

test.each<[string, string, string | undefined]>([
  ["ours", "hub.mode=subscribe&hub.verify_token=v&hub.challenge=1158201444", "1158201444"],
  ["another token", "hub.mode=subscribe&hub.verify_token=w&hub.challenge=1158201444", undefined],
  ["no token", "hub.mode=subscribe&hub.challenge=1158201444", undefined],
  ["another question", "hub.mode=unsubscribe&hub.verify_token=v&hub.challenge=1158201444", undefined],
  ["a challenge that a browser would run", "hub.mode=subscribe&hub.verify_token=v&hub.challenge=<script>", undefined],
])("the question whether an address is ours: %s", (_, query, challenge) => {
  expect(challengeOf(new URLSearchParams(query), "v")).toBe(challenge);
});
