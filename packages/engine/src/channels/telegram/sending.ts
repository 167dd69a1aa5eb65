import type { FileKind } from "@parley/protocol";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit, Memory, Outgoing } from "../../spine/port.ts";
import type { OutgoingFile, Part } from "../../spine/render.ts";
import { carried } from "../shared/carried.ts";
import { form } from "../shared/form.ts";
import { createProgress } from "../shared/progress.ts";
import { type Api, resultOf, TelegramError } from "./api.ts";

/** Bytes that a button may carry. */
const MOST = 64;
/** Bytes that a picture may have to be shown as one. */
const MOST_OF_PHOTO = 10 * 1024 ** 2;

/** Sends a message of ours; says what came of it. */
export async function send(
  api: Api,
  { memory }: Pick<ChannelKit, "memory">,
  message: Outgoing,
  signal: AbortSignal,
): Promise<SendResult> {
  const chat_id = message.to;
  const sendPart = async (part: Part) => {
    const { message_id } = await (part.file
      ? sendFile(api, chat_id, part.file, signal)
      : api.call<Sent>("sendMessage", { chat_id, text: part.text, ...(await keyboard(memory, part)) }, signal));
    return { is: "sent" as const, externalId: `${chat_id}/${message_id}` };
  };
  const inParts = createProgress(memory, Date.now);
  return await inParts(message, (part) => sendPart(part).catch((error: unknown) => resultOf(error, Date.now())));
}

interface Sent {
  message_id: number;
}

/** Buttons, one in a row: labels are sentences. */
async function keyboard(memory: Memory, { choices }: Part): Promise<object> {
  if (!choices) return {};
  const row = async ({ label, value }: { label: string; value: string }) => [
    { text: label, callback_data: await carried(memory, value, MOST) },
  ];
  return { reply_markup: { inline_keyboard: await Promise.all(choices.map(row)) } };
}

/** How a file is sent, so that Telegram shows it or plays it. */
export function wayOf({ kind, type, bytes }: Pick<OutgoingFile, "kind" | "type" | "bytes">): string {
  const ways: Record<FileKind, string | undefined> = {
    image: /jpeg|png|webp/.test(type) && bytes <= MOST_OF_PHOTO ? "photo" : undefined,
    audio: AUDIO[type],
    video: type === "video/mp4" ? "video" : undefined,
    document: undefined,
  };
  return ways[kind] ?? "document";
}

const AUDIO: Record<string, string> = {
  "audio/ogg": "voice",
  "audio/mpeg": "audio",
  "audio/mp4": "audio",
  "audio/x-m4a": "audio",
};

async function sendFile(api: Api, chat_id: string, file: OutgoingFile, signal: AbortSignal): Promise<Sent> {
  const by = (way: string) => {
    const method = `send${way.charAt(0).toUpperCase()}${way.slice(1)}`;
    return api.call<Sent>(method, form({ chat_id }, way, file), signal);
  };
  const way = wayOf(file);
  if (way === "document") return await by(way);
  try {
    return await by(way);
  } catch (error) {
    // A picture that is too long and thin, a person who wants no voice messages: as a file it passes.
    if (error instanceof TelegramError && error.code === 400 && /PHOTO|IMAGE|VIDEO|VOICE|AUDIO/.test(error.message))
      return await by("document");
    throw error;
  }
}
