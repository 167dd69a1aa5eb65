import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { SHOP } from "../shop.fixture.ts";
import { trainInProcess } from "../training/trainer.ts";
import { ARTEFACT_VERSION, readArtefact, writeArtefact } from "./artefact.ts";
import { loadClassifier } from "./classifier.ts";

let artefact: Uint8Array;

beforeAll(async () => {
  ({ artefact } = await trainInProcess({ examples: SHOP }));
});

test("a model that is read and written again is the same bytes", () => {
  expect(writeArtefact(readArtefact(artefact))).toEqual(artefact);
});

test("a model may lie anywhere in a larger buffer", () => {
  const larger = new Uint8Array(artefact.length + 13);
  larger.set(artefact, 13);
  expect(loadClassifier(larger.subarray(13)).classify("where is my order").intents[0]?.intent).toBe("order_status");
  expect(loadClassifier(Buffer.from(artefact)).classify("我要退款").intents[0]?.intent).toBe("refund");
});

test.each([60, 5_000, -1])("a changed byte is noticed (%i)", (at) => {
  const damaged = artefact.slice();
  const place = at < 0 ? damaged.length + at : at;
  damaged[place] = (damaged[place] as number) ^ 1;
  expect(() => loadClassifier(damaged)).toThrow("The model is damaged: its checksum does not match.");
});

test("a cut model, an empty one and other files are refused", () => {
  expect(() => loadClassifier(artefact.subarray(0, 1_000))).toThrow("damaged");
  expect(() => loadClassifier(artefact.subarray(0, 20))).toThrow("cut off");
  expect(() => loadClassifier(new Uint8Array())).toThrow("This is not a Parley model.");
  expect(() => loadClassifier(new TextEncoder().encode('{"labels": []}'))).toThrow("This is not a Parley model.");
});

/** The same model with something else in its header. */
function withHeader(change: (header: Record<string, unknown>) => unknown): Uint8Array {
  const length = new DataView(artefact.buffer, artefact.byteOffset).getUint32(40, true);
  const header = JSON.parse(new TextDecoder().decode(artefact.subarray(44, 44 + length))) as Record<string, unknown>;
  const text = Buffer.from(JSON.stringify(change(header)));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const signed = Buffer.concat([size, text, artefact.subarray(44 + length)]);
  return Buffer.concat([artefact.subarray(0, 8), createHash("sha256").update(signed).digest(), signed]);
}

test("a model of another format is refused with advice", () => {
  for (const version of [1, 9]) {
    expect(() => loadClassifier(withHeader((header) => ({ ...header, version })))).toThrow(
      `The model has format ${version}, but this engine reads format ${ARTEFACT_VERSION}: train it again.`,
    );
  }
});

test("a model of the format before, which knows nothing of moods, answers as it did", () => {
  const before = loadClassifier(withHeader((header) => ({ ...header, version: 2, moods: undefined })));
  const text = "where is my order";
  expect(before.classify(text)).toEqual(loadClassifier(artefact).classify(text));
});
