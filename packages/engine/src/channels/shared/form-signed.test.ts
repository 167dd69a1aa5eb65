import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { isFormSigned } from "./form-signed.ts";

interface Vector {
  name: string;
  url: string;
  params: Record<string, string | string[]>;
  body?: string;
  signature: string;
}
const file = new URL("../sms/fixtures/vectors.json", import.meta.url);
const vectors = JSON.parse(await readFile(file, "utf8")) as Vector[];
const TOKEN = "12345";

const bodyOf = ({ params, body }: Vector) =>
  Buffer.from(
    body ??
      new URLSearchParams(
        Object.entries(params).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
      ).toString(),
  );

/** Fields of a form in an order of their own. */
function meaning(body: Buffer): string {
  const form = new URLSearchParams(body.toString());
  form.sort();
  return JSON.stringify([...form]);
}

test.each(vectors)("the published signature is ours: $name", (vector) => {
  const { url, signature } = vector;
  expect(isFormSigned(TOKEN, signature, { url, body: bodyOf(vector) })).toBe(true);
  expect(isFormSigned("12346", signature, { url, body: bodyOf(vector) })).toBe(false);
});

test.each(vectors)("a flipped bit is refused: $name", (vector) => {
  const { url, signature } = vector;
  const body = bodyOf(vector);
  const right = meaning(body);
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const flipped = Buffer.from(body);
    flipped.writeUInt8((flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
    // What is written otherwise in a form may mean the same.
    if (meaning(flipped) === right) continue;
    expect(isFormSigned(TOKEN, signature, { url, body: flipped }), flipped.toString()).toBe(false);
  }
  for (const wrong of [undefined, "", signature.slice(1), signature.toLowerCase(), `${signature}=`])
    expect(isFormSigned(TOKEN, wrong, { url, body })).toBe(false);
  expect(isFormSigned(TOKEN, signature, { url: url.replace("myapp", "others"), body })).toBe(false);
});

test("what is no address is signed by nobody", () => {
  expect(isFormSigned(TOKEN, "x", { url: "here", body: Buffer.alloc(0) })).toBe(false);
});

test("a form of as many names as there is room for is read in time that grows with it, no faster", () => {
  const body = Buffer.from(Array.from({ length: 60_000 }, (_, index) => index.toString(36)).join("&"));
  // Where each name looked through all of them this would take minutes.
  expect(isFormSigned(TOKEN, "x", { url: "https://a.b/c", body })).toBe(false);
});
