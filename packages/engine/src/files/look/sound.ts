import type { KnownType } from "./types.ts";

/** What is said to be video by its first bytes and has no pictures in it: how browsers record voices. */
const SOUND: Readonly<Record<string, KnownType>> = {
  "video/webm": { kind: "audio", type: "audio/webm", extensions: ["webm", "weba"] },
  "video/mp4": { kind: "audio", type: "audio/mp4", extensions: ["m4a", "mp4"] },
};

/** A type as it is, or as sound where the file has nothing else: its tracks are named in its first bytes. */
export function asSound(known: KnownType, head: Buffer): KnownType {
  const sound = SOUND[known.type];
  return sound && hasOnlySound(known.type, head.toString("latin1")) ? sound : known;
}

const hasOnlySound = (type: string, head: string) =>
  type === "video/webm"
    ? /A_(?:OPUS|VORBIS|AAC|PCM)/.test(head) && !/V_(?:VP8|VP9|AV1|MPEG|MS|THEORA|UNCOMPRESSED)/.test(head)
    : /hdlr.{8}soun/s.test(head) && !/hdlr.{8}vide/s.test(head);
