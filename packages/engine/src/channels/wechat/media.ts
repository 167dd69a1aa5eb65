import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { OutgoingFile } from "../../spine/render.ts";
import type { Answer } from "./calls.ts";
import type { Media } from "./messages.ts";

/** What the platform takes: which types, and how many bytes. */
const TAKES: readonly { type: Media["type"]; types: readonly string[]; most: number }[] = [
  { type: "image", types: ["image/jpeg", "image/png", "image/gif", "image/bmp"], most: 10 * 1_048_576 },
  { type: "voice", types: ["audio/amr", "audio/mpeg", "audio/mp3"], most: 2 * 1_048_576 },
  { type: "video", types: ["video/mp4"], most: 10 * 1_048_576 },
];

/** The most bytes that a file may have, of any kind. */
export const LARGEST = 10 * 1_048_576;

/** As what the platform takes a file, or why it does not. */
export function kindOf({ type, bytes }: OutgoingFile): { type: Media["type"] } | { reason: string } {
  const takes = TAKES.find(({ types }) => types.includes(type));
  if (!takes)
    return { reason: `WeChat takes JPEG, PNG, GIF and BMP pictures, AMR and MP3 sounds and MP4 films, no ${type}.` };
  const mebibytes = takes.most / 1_048_576;
  return bytes <= takes.most ? { type: takes.type } : { reason: `WeChat takes at most ${mebibytes} MB of ${type}.` };
}

/** What was downloaded. Throws what the platform says where it gives nothing just now. */
export function bytesOf({ response, errmsg }: Answer & { response?: Response }): { bytes: AsyncIterable<Uint8Array> } {
  if (!response?.ok || !response.body) throw new Error(errmsg ?? "The platform gives no file.");
  return { bytes: Readable.fromWeb(response.body as ReadableStream<Uint8Array>) };
}

/** A file as a form has it. */
export async function formOf(file: OutgoingFile): Promise<() => FormData> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of file.read()) pieces.push(new Uint8Array(piece));
  const blob = new Blob(pieces, { type: file.type });
  return () => {
    const form = new FormData();
    form.set("media", blob, file.name);
    return form;
  };
}
