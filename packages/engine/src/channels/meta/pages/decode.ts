import * as v from "valibot";
import type { Incoming, IncomingFile, PlatformReceipt } from "../../../spine/port.ts";
import { present } from "../../shared/present.ts";
import type { Told } from "../serve.ts";

const words = v.optional(v.string());
const Who = v.object({ id: v.string() });
const Attachment = v.object({
  type: v.string(),
  payload: v.optional(
    v.object({
      url: words,
      title: words,
      coordinates: v.optional(v.object({ lat: v.number(), long: v.number() })),
    }),
  ),
});
type Attachment = v.InferOutput<typeof Attachment>;

const Happened = v.object({
  sender: Who,
  recipient: Who,
  timestamp: v.optional(v.number()),
  message: v.optional(
    v.object({
      mid: v.string(),
      text: words,
      attachments: v.optional(v.array(Attachment), []),
      quick_reply: v.optional(v.object({ payload: words })),
      is_echo: v.optional(v.boolean()),
      is_deleted: v.optional(v.boolean()),
    }),
  ),
  postback: v.optional(v.object({ mid: words, title: words, payload: words })),
  read: v.optional(v.object({ mid: words, watermark: v.optional(v.number()) })),
  delivery: v.optional(v.object({ mids: v.optional(v.array(v.string()), []) })),
});
type Happened = v.InferOutput<typeof Happened>;

const Body = v.object({
  object: v.picklist(["page", "instagram"]),
  entry: v.array(v.object({ id: v.string(), messaging: v.optional(v.array(v.unknown()), []) })),
});

/** What a call says of one page or account: an app's others are called about at the same address. */
export interface PageTold extends Told {
  /** Who has read all that they were sent until a time, or until now: which messages those are is not said. */
  readers: { id: string; until?: number }[];
}

/** Reads a call. What the page itself said, here or elsewhere, is none of it. Pure. */
export function decode(body: unknown, object: "page" | "instagram", accountId: string): PageTold {
  const read = v.safeParse(Body, body);
  const entries = read.success && read.output.object === object ? read.output.entry : [];
  const happened = entries
    .filter(({ id }) => id === accountId)
    .flatMap(({ messaging }) => messaging)
    .flatMap((one) => {
      const known = v.safeParse(Happened, one);
      return known.success && known.output.sender.id !== accountId ? [known.output] : [];
    });
  return {
    messages: happened.flatMap(messageOf),
    receipts: happened.flatMap(receiptsOf),
    readers: happened.flatMap(({ sender, read }) =>
      read && read.mid === undefined ? [{ id: sender.id, ...present({ until: read.watermark }) }] : [],
    ),
  };
}

function messageOf({ sender, timestamp, message, postback }: Happened): Incoming[] {
  const said = postback ? pressed(postback) : message && written(message);
  if (!said) return [];
  const { id = `${sender.id}/${timestamp}`, ...rest } = said;
  return [{ id, from: { id: sender.id }, ...rest, ...present({ at: timestamp }) }];
}

type Said = Pick<Incoming, "text" | "value" | "files" | "place"> & { id?: string | undefined };

function pressed({ mid: id, title, payload }: NonNullable<Happened["postback"]>): Said | undefined {
  const text = title ?? payload;
  return text ? { id, text, ...present({ value: payload }) } : undefined;
}

function written(message: NonNullable<Happened["message"]>): Said | undefined {
  const { mid: id, text: words, attachments, quick_reply, is_echo, is_deleted } = message;
  if (is_echo || is_deleted) return undefined;
  const files = attachments.flatMap(filesOf);
  const [place] = attachments.flatMap(placesOf);
  const others = attachments.filter((one) => filesOf(one).length + placesOf(one).length === 0);
  const text = [words, ...others.map(wordsOf)].filter(Boolean).join("\n");
  if (text === "" && files.length === 0 && !place) return undefined;
  const more = present({ files: files.length > 0 ? files : undefined, place, value: quick_reply?.payload });
  return { id, text, ...more };
}

const FILES = new Map([
  ["image", "jpg"],
  ["video", "mp4"],
  ["audio", "mp4"],
  ["file", ""],
]);

function filesOf({ type, payload }: Attachment): IncomingFile[] {
  const ending = FILES.get(type);
  if (ending === undefined || !payload?.url || !URL.canParse(payload.url)) return [];
  const [last = ""] = new URL(payload.url).pathname.split("/").slice(-1);
  const name = /\.\w{2,5}$/.test(last) ? decoded(last) : [type, ending].filter(Boolean).join(".");
  return [{ ref: payload.url, name }];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function placesOf({ payload }: Attachment): NonNullable<Incoming["place"]>[] {
  const { coordinates, title } = payload ?? {};
  return coordinates
    ? [{ latitude: coordinates.lat, longitude: coordinates.long, ...(title && { label: title }) }]
    : [];
}

/** A link that was shared, a story that was answered: what is known of it. */
const wordsOf = ({ type, payload }: Attachment) =>
  [payload?.title, payload?.url].filter(Boolean).join(" ") || `[${type}]`;

function receiptsOf({ delivery, read }: Happened): PlatformReceipt[] {
  const delivered = (delivery?.mids ?? []).map((externalId) => ({ externalId, state: "delivered" as const }));
  return [...delivered, ...(read?.mid ? [{ externalId: read.mid, state: "read" as const }] : [])];
}
