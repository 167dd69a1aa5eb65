import * as v from "valibot";
import type { Incoming } from "../../spine/port.ts";
import { present } from "../shared/present.ts";

const words = v.optional(v.string());
const Message = v.object({
  id: v.string(),
  type: v.string(),
  text: words,
  fileName: words,
  title: words,
  address: words,
  latitude: v.optional(v.number()),
  longitude: v.optional(v.number()),
  keywords: v.optional(v.array(v.string())),
  contentProvider: v.optional(v.object({ type: v.string(), originalContentUrl: words })),
});
type Message = v.InferOutput<typeof Message>;

const Event = v.object({
  type: v.string(),
  /** `standby`: another house has the chat now. */
  mode: words,
  timestamp: v.number(),
  webhookEventId: v.string(),
  deliveryContext: v.optional(v.object({ isRedelivery: v.boolean() })),
  replyToken: words,
  source: v.object({ type: v.string(), userId: words }),
  message: v.optional(Message),
  postback: v.optional(
    v.object({
      data: v.string(),
      params: v.optional(v.object({ date: words, time: words, datetime: words })),
    }),
  ),
});
type Event = v.InferOutput<typeof Event>;
const Body = v.object({ events: v.array(v.unknown()) });

/** What somebody did in a chat with the account. */
export interface Told {
  /** What a button stands for is not looked up yet: `value` is what it carried. */
  message: Incoming;
  /** What answers it, for a moment. */
  replyToken?: string;
}

/** What a call says; nothing where it is no call of LINE's. Groups, and what LINE itself notes, come to nothing. Pure. */
export function decode(body: unknown): Told[] | undefined {
  const read = v.safeParse(Body, body);
  if (!read.success) return undefined;
  return read.output.events.flatMap((event) => {
    const known = v.safeParse(Event, event);
    return known.success ? toldOf(known.output) : [];
  });
}

function toldOf(event: Event): Told[] {
  const { source, mode, webhookEventId: id, timestamp: at, replyToken, deliveryContext } = event;
  const said = source.type === "user" && mode !== "standby" ? saidOf(event) : undefined;
  if (!said || !source.userId) return [];
  const message: Incoming = { id, from: { id: source.userId }, at, ...said };
  // What comes again comes too late to be answered by its token.
  const isFresh = replyToken !== undefined && !deliveryContext?.isRedelivery;
  return [{ message, ...(isFresh && { replyToken }) }];
}

type Said = Pick<Incoming, "text" | "value" | "files" | "place">;

function saidOf({ type, message, postback }: Event): Said | undefined {
  if (type === "message" && message) return messageOf(message);
  if (type !== "postback" || !postback) return undefined;
  const { data, params = {} } = postback;
  const picked = params.datetime ?? params.date ?? params.time;
  // What somebody picked in a calendar is no choice of ours.
  return picked === undefined ? { text: data, value: data } : { text: picked };
}

const FILES: ReadonlyMap<string, string> = new Map([
  ["image", "jpg"],
  ["video", "mp4"],
  ["audio", "m4a"],
  ["file", "bin"],
]);

function messageOf(message: Message): Said {
  const { id, type, text, fileName, keywords = [], contentProvider } = message;
  const ending = FILES.get(type);
  if (ending !== undefined) {
    const ref = contentProvider?.originalContentUrl ?? id;
    return { text: "", files: [{ ref, name: fileName ?? `${type}-${id}.${ending}` }] };
  }
  if (type === "location") return placeOf(message);
  if (type === "sticker") return { text: `[${["sticker", text ?? keywords[0]].filter(Boolean).join(" ")}]` };
  // What they sent and we cannot read is not passed over in silence.
  return { text: text ?? `[${type}]` };
}

function placeOf({ latitude, longitude, title, address }: Message): Said {
  const label = [title, address].filter(Boolean).join(", ");
  if (latitude === undefined || longitude === undefined) return { text: label || "[location]" };
  return { text: "", place: { latitude, longitude, ...present({ label: label || undefined }) } };
}

/** What a button of ours was called and stands for; a menu's of the account stands for itself. Pure. */
export function pressedOf(data: string): Pick<Incoming, "text" | "value"> {
  const read = v.safeParse(Pressed, data);
  if (!read.success) return { text: data, value: data };
  const [text, value] = read.output;
  return { text, value };
}
const Pressed = v.pipe(v.string(), v.startsWith("["), v.parseJson(), v.strictTuple([v.string(), v.string()]));
