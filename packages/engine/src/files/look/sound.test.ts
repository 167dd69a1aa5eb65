import { expect, test } from "vitest";
import { lookAt } from "./look.ts";
import { secondsOf } from "./seconds.ts";

const bytes = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));
const little = (...numbers: number[]) => {
  const written = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) written.writeUInt32LE(number, index * 4);
  return written;
};

/** Two and a half seconds at 8,000 samples of two bytes. */
const FORMAT = bytes("fmt ", little(16), [1, 0, 1, 0], little(8_000, 16_000), [2, 0, 16, 0]);
const WAV = bytes("RIFF", little(40_036), "WAVE", FORMAT, "data", little(40_000), Buffer.alloc(40_000));

const UNKNOWN = [0x01, 255, 255, 255, 255, 255, 255, 255];
/** What a browser records: nothing says how long it is; a block at 1,000 + 480 ms is the last. */
function webm(codec: string) {
  const { length } = codec;
  const header = bytes([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], "webm");
  const track = bytes([0x16, 0x54, 0xae, 0x6b, 0x84 + length, 0xae, 0x82 + length, 0x86, 0x80 + length], codec);
  const cluster = bytes([0x1f, 0x43, 0xb6, 0x75], UNKNOWN, [0xe7, 0x82, 0x03, 0xe8]);
  const blocks = bytes([0xa3, 0x85, 0x81, 0x00, 0x00, 0x80, 9], [0xa3, 0x85, 0x81, 0x01, 0xe0, 0x80, 9]);
  return bytes(header, [0x18, 0x53, 0x80, 0x67], UNKNOWN, track, cluster, blocks);
}
const OGG_END = bytes("OggS", [0, 4], little(96_000, 0), Buffer.alloc(20));
const OGG = bytes("OggS", Buffer.alloc(24), "OpusHead", Buffer.alloc(40), OGG_END);
const AMR = bytes("#!AMR\n", ...Array.from({ length: 100 }, () => bytes([0x3c], Buffer.alloc(31))));
const mp4 = (handler: string) =>
  bytes(
    [0, 0, 0, 16],
    "ftypiso5",
    little(0),
    "moov....mvhd",
    Buffer.alloc(12),
    [0, 0, 3, 232, 0, 0, 17, 48],
    "hdlr........",
    handler,
  );

test.each([
  ["voice.wav", WAV, "audio/wav", 2.5],
  ["voice.webm", webm("A_OPUS"), "audio/webm", 1.5],
  ["voice.ogg", OGG, "audio/ogg", 2],
  ["voice.amr", AMR, "audio/amr", 2],
  ["voice.m4a", mp4("soun"), "audio/mp4", 4.4],
])("[F5] %s is sound, and how long it takes is known", async (name, file, type, seconds) => {
  expect(await lookAt(name, file, file.length)).toEqual({ name, kind: "audio", type });
  expect(secondsOf(type, file)).toBe(seconds);
});

test.each([
  ["film.webm", webm("V_VP9"), "video/webm"],
  ["both.webm", webm("A_OPUS V_VP8"), "video/webm"],
  ["film.mp4", mp4("vide"), "video/mp4"],
])("%s has pictures, and is none", async (name, file, type) => {
  expect(await lookAt(name, file, file.length)).toMatchObject({ kind: "video", type });
});

test("what is cut off, or is no such file in truth, takes no time, and none to find out", () => {
  for (const type of ["audio/wav", "audio/ogg", "audio/webm", "audio/amr", "audio/mp4", "audio/mpeg", "text/plain"]) {
    for (const file of [WAV, webm("A_OPUS"), OGG, AMR, mp4("soun")])
      for (const end of [0, 7, 30, 61, file.length - 3]) {
        const seconds = secondsOf(type, file.subarray(0, end));
        expect(seconds === undefined || seconds > 0).toBe(true);
      }
    expect(secondsOf(type, Buffer.alloc(100_000))).toBeUndefined();
  }
});
