import { execFile } from "node:child_process";
import { wav } from "./music.ts";
import type { Speech } from "./speech.ts";
import type { Language } from "./flow.ts";

const VOICES: Readonly<Record<Language, string>> = { en: "en-us", "zh-CN": "cmn" };
/** Bytes of what is said at most: some minutes. */
const MOST = 32 * 1_048_576;
/** Words a minute: slower than people talk, as on a bad line. */
const PACE = "145";

/** A voice of this machine for both languages, by eSpeak NG, which has to be installed. */
export function espeak(command = "espeak-ng"): NonNullable<Speech["speak"]> {
  return (text, language, signal) =>
    new Promise((resolve, reject) => {
      const options = { encoding: "buffer", maxBuffer: MOST, signal } as const;
      const child = execFile(
        command,
        ["-v", VOICES[language], "-s", PACE, "--stdin", "--stdout"],
        options,
        (error, sound) => {
          if (error) reject(error);
          else resolve(whole(sound));
        },
      );
      // It may have ended without reading anything: that is told by its end.
      child.stdin?.on("error", () => {});
      child.stdin?.end(text);
    });
}

/** What is written while it is spoken does not know its length: with a head that does. */
function whole(written: Buffer): Buffer {
  const at = written.indexOf("data", 12, "latin1");
  if (written.subarray(0, 4).toString("latin1") !== "RIFF" || at < 0) throw new Error("eSpeak NG has said nothing.");
  return wav(written.subarray(at + 8), written.readUInt32LE(24));
}
