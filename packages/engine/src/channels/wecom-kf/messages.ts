import { createHash } from "node:crypto";
import type { Shows } from "../../spine/render.ts";
import type { Choice } from "@parley/protocol";
import { whoIs } from "./who.ts";

const LARGEST = 20 * 1_048_576;

/** What the platform shows. */
export const can: Shows = {
  text: { most: 2_048, in: "bytes" },
  choices: { most: 10, label: 60 },
  files: { kinds: ["image", "audio", "video", "document"], most: LARGEST },
};

/** A message as the platform takes it: words, words with buttons, or a file by its number. */
export type Message =
  | { text: string; choices?: Choice[] }
  | { type: "image" | "voice" | "video" | "file"; media: string };

/** A message as it is sent. Its number is ours: the platform takes the same one once. */
export function asMessage(to: string, message: Message, number: string): object {
  const { kf, user } = whoIs(to);
  const addressed = { touser: user, open_kfid: kf, msgid: number };
  if ("media" in message) {
    const { type, media: media_id } = message;
    return { ...addressed, msgtype: type, [type]: { media_id } };
  }
  const { text: content, choices } = message;
  if (!choices) return { ...addressed, msgtype: "text", text: { content } };
  const list = choices.map(({ label, value }) => ({ type: "click", click: { id: value, content: label } }));
  return { ...addressed, msgtype: "msgmenu", msgmenu: { head_content: content, list, tail_content: "" } };
}

/** The number of a part of a message: at most 32 letters, digits, `_` and `-`. */
export const numberOf = (key: string, part: number): string =>
  createHash("sha256").update(`${key}/${part}`).digest("base64url").slice(0, 32);
