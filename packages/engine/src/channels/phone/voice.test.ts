import { expect, test } from "vitest";
import type { Account } from "./account.ts";
import { espeak } from "./espeak.ts";
import type { Verb } from "./flow.ts";
import { createVoice } from "./voice.ts";

const account = { address: "https://a.b/channels/phone/", secret: "s", language: "en" } as Account;
const { voiced } = createVoice(() => Promise.resolve(new Uint8Array()), account);
const textsOf = (verbs: Verb[]) =>
  verbs.map((verb) =>
    verb.do === "play"
      ? Buffer.from(new URL(verb.url).searchParams.get("text") ?? "", "base64url").toString()
      : verb.do,
  );

test.each([
  ["One. Two! Three?", ["One.", "Two!", "Three?"]],
  ["您好！请稍等。", ["您好！", "请稍等。"]],
  ["no end", ["no end"]],
  ["It costs 3.50 at shop.example. 价格是3.5元。", ["It costs 3.50 at shop.example.", "价格是3.5元。"]],
  [`${"word ".repeat(60)}end.`, ["word ".repeat(48).trim(), "word ".repeat(12) + "end."]],
])("what is said becomes a sound for each sentence: %s", (text, sentences) => {
  expect(textsOf(voiced([{ do: "say", text }]))).toEqual(sentences);
});

test("sounds are heard while it listens, and music stays music", () => {
  const music: Verb = { do: "play", url: "https://a.b/m.wav" };
  const [gather] = voiced([{ do: "gather", to: "t", seconds: 1, sounds: [{ do: "say", text: "Hi. You." }, music] }]);
  expect(gather).toMatchObject({ sounds: [{ do: "play" }, { do: "play" }, music] });
});

test("where eSpeak NG is not installed, or is given up, that is told", async () => {
  await expect(espeak("no-such-command")("Hi", "en", AbortSignal.timeout(20_000))).rejects.toThrow("no-such-command");
});
