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

test("a model of another format is refused with advice", () => {
  const text = new TextDecoder("latin1").decode(artefact).replace(`"version":${ARTEFACT_VERSION}`, '"version":9');
  const other = Uint8Array.from(text, (character) => character.charCodeAt(0));
  // Decoding as latin1 is windows-1252 in browsers' terms, so the numbers are taken from the original.
  const headerEnd = 44 + new DataView(artefact.buffer, artefact.byteOffset).getUint32(40, true);
  other.set(artefact.subarray(headerEnd), headerEnd);
  other.set(artefact.subarray(40, 44), 40);
  other.set(createHash("sha256").update(other.subarray(40)).digest(), 8);
  expect(() => loadClassifier(other)).toThrow(
    `The model has format 9, but this engine reads format ${ARTEFACT_VERSION}: train it again.`,
  );
});
