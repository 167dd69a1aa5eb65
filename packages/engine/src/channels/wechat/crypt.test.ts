import { readFile } from "node:fs/promises";
import { decrypt as theirDecrypt, encrypt as theirEncrypt, getSignature } from "@wecom/crypto";
import { describe, expect, test } from "vitest";
import { isSigned, sortedSha1 } from "../passive/signed.ts";
import { decrypt, encrypt, keyOf } from "./crypt.ts";

interface Signed {
  name: string;
  token: string;
  timestamp: string;
  nonce: string;
  key: string;
  id: string;
  said: string;
  encrypt: string;
  signature: string;
}
interface Vectors {
  plain: { name: string; words: string[]; signature: string }[];
  encrypted: (Signed & { random: string })[];
  opened: Signed[];
}
const file = new URL("./fixtures/vectors.json", import.meta.url);
const { plain, encrypted, opened } = JSON.parse(await readFile(file, "utf8")) as Vectors;

test.each(plain)("$name: a published signature is ours", ({ words, signature }) => {
  expect(sortedSha1(...words)).toBe(signature);
});

test.each(encrypted)("$name: what was published is encrypted and signed as published", (vector) => {
  const { key, id, random, said, encrypt: due, token, timestamp, nonce, signature } = vector;
  const made = encrypt(keyOf(key), said, id, Buffer.from(random));
  expect(made).toBe(due);
  if (signature) expect(sortedSha1(token, timestamp, nonce, made)).toBe(signature);
});

describe.each(opened)("$name", ({ key, id, token, timestamp, nonce, encrypt: given, signature, said }) => {
  const open = (bytes: string) =>
    isSigned(signature, sortedSha1(token, timestamp, nonce, bytes)) ? decrypt(keyOf(key), bytes, id) : undefined;

  test("what was published is read, and only by whom it is for", () => {
    expect(open(given)).toBe(said);
    expect(decrypt(keyOf(key), given, `${id}x`)).toBeUndefined();
    expect(decrypt(keyOf(key), given, "")).toBeUndefined();
  });

  test("every flipped bit is refused, in what is encrypted and in its signature", () => {
    const bytes = Buffer.from(given, "base64");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(open(flipped.toString("base64"))).toBeUndefined();
      // Without the signature too nothing breaks, whatever comes out.
      decrypt(keyOf(key), flipped.toString("base64"), id);
    }
    for (let at = 0; at < signature.length; at++) {
      const other = signature[at] === "0" ? "1" : "0";
      const wrong = signature.slice(0, at) + other + signature.slice(at + 1);
      expect(isSigned(wrong, sortedSha1(token, timestamp, nonce, given))).toBe(false);
    }
  });
});

test("another house's implementation reads what is encrypted here, and the other way round", () => {
  const key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  for (const said of ["", "a", "我是中文abcd123", "👨‍👩‍👧 & <b>", "x".repeat(4_096), "一".repeat(2_048)]) {
    const made = encrypt(keyOf(key), said, "wx1");
    expect(theirDecrypt(key, made)).toMatchObject({ message: said, id: "wx1" });
    expect(decrypt(keyOf(key), theirEncrypt(key, said, "wx1"), "wx1")).toBe(said);
    expect(sortedSha1("t", "1", "n", made)).toBe(getSignature("t", 1, "n", made));
  }
});

test.each(["", "A", "AAAA", "not base64 at all", "A".repeat(43), "A".repeat(64), "é".repeat(32), "=".repeat(64)])(
  "what is no such message is nothing: %j",
  (given) => {
    expect(decrypt(keyOf("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"), given, "wx1")).toBeUndefined();
  },
);

test.each(["", "short", "a".repeat(44), `${"a".repeat(42)}!`, "中".repeat(43)])("no key: %j", (given) => {
  expect(() => keyOf(given)).toThrow("43");
});

test.each([undefined, "", "00", "é".repeat(20)])("no signature: %j", (given) => {
  expect(isSigned(given, sortedSha1("a", "b"))).toBe(false);
});
