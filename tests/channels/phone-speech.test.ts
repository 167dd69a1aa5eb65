import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Answerer } from "@parley/engine";
import { expect, onTestFinished, test, vi } from "vitest";
import { espeak } from "../../packages/engine/src/channels/phone/espeak.ts";
import { phone } from "../../packages/engine/src/channels/phone/phone.ts";
import { openPhoneHere, somebody } from "./phone-world.ts";

/** What callers say here, and what they are answered: whole sentences are known to who listens, as on a menu. */
const TALK: Readonly<Record<string, string>> = {
  "where is my order": "your order is on its way",
  "i want to return an item": "returns are free for thirty days",
  "what are your opening hours": "we are open every day",
};
const SENTENCES = Object.entries(TALK).flat();

/** Hears with PocketSphinx, which knows English. */
const HEAR = `
import sys, wave
from pocketsphinx import Decoder
sound = wave.open(sys.argv[1])
ears = Decoder(jsgf=sys.argv[2], samprate=float(sound.getframerate()), loglevel="FATAL", lm=None)
ears.start_utt()
ears.process_raw(sound.readframes(sound.getnframes()), full_utt=True)
ears.end_utt()
print(ears.hyp().hypstr if ears.hyp() else "")
`;

const isThere = (command: string, ...options: string[]) => {
  try {
    execFileSync(command, options, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};
const speaks = isThere("espeak-ng", "--version");
const installed = speaks && isThere("python3", "-c", "import pocketsphinx");
if (!installed) console.warn("\nSKIPPED: the loop of speech needs espeak-ng (Debian) and pocketsphinx (PyPI).\n");

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

async function listener() {
  const folder = await mkdtemp(join(tmpdir(), "ears-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const grammar = join(folder, "sentences.gram");
  await writeFile(grammar, `#JSGF V1.0;\ngrammar said;\npublic <said> = ${SENTENCES.join(" | ")};\n`);
  let count = 0;
  return async (sound: Uint8Array): Promise<string> => {
    const file = join(folder, `${(count += 1)}.wav`);
    await writeFile(file, sound);
    return (await promisify(execFile)("python3", ["-c", HEAR, file, grammar])).stdout.trim();
  };
}

const knows: Answerer = { name: "knows", answer: ({ text }) => ({ say: TALK[text] ?? "pardon" }) };

test.skipIf(!installed)(
  "what is spoken is heard, answered, spoken, and heard again",
  async () => {
    const hear = await listener();
    const speak = espeak();
    const world = await openPhoneHere({ answerers: [knows], instead: phone({ speech: { speak } }) });
    const line = world.calls(somebody(), { patient: true });
    const sounds = () => line.heard.filter(({ text }) => text.includes("/said.wav?"));
    const greeting = await vi.waitUntil(() => sounds().length, 60_000);
    for (const [asked, answered] of Object.entries(TALK)) {
      const before = sounds().length;
      line.says(await hear(await speak(asked, "en", AbortSignal.timeout(60_000))));
      const texts = () =>
        sounds()
          .slice(before)
          .map(({ text }) => Buffer.from(new URL(text).searchParams.get("text") ?? "", "base64url").toString());
      await poll(() => texts().at(-1)).toBe(`${answered}.`);
      const sound = await fetch(sounds().at(-1)?.text ?? "");
      expect(await hear(new Uint8Array(await sound.arrayBuffer()))).toBe(answered);
    }
    expect(greeting).toBeGreaterThan(0);
    expect(line.words()).toEqual([]);
  },
  120_000,
);

test.skipIf(!speaks)("nobody lets our voice say something else", async () => {
  const world = await openPhoneHere({ answerers: [knows], instead: phone({ speech: { speak: espeak() } }) });
  const line = world.calls(somebody(), { patient: true });
  await poll(() => line.heard.length).toBeGreaterThan(0);
  const url = new URL(line.heard[0]?.text ?? "");
  expect((await fetch(url)).headers.get("content-type")).toMatch(/^audio\/(?:x-)?wav/);
  url.searchParams.set("text", Buffer.from("You have won!").toString("base64url"));
  expect((await fetch(url)).status).toBe(403);
  url.searchParams.delete("by");
  expect((await fetch(url)).status).toBe(403);
});

test.skipIf(!speaks).each([
  ["en", "Your order is on its way."],
  ["zh-CN", "您的订单已发货。"],
] as const)("eSpeak NG says something in %s, as a whole WAV file", async (language, text) => {
  const sound = Buffer.from(await espeak()(text, language, AbortSignal.timeout(60_000)));
  expect(sound.readUInt32LE(40)).toBe(sound.length - 44);
  // A second and more, and not silence.
  expect(sound.length).toBeGreaterThan(sound.readUInt32LE(28));
  expect(sound.subarray(44).some((byte) => byte !== 0)).toBe(true);
});
