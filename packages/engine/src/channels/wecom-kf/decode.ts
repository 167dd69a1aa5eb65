import type { Incoming, PlatformReceipt } from "../../spine/port.ts";
import { nameOf } from "./who.ts";

type Part = Readonly<Record<string, string | number | undefined>>;

/** A message or an event as the platform lists it. */
export interface Item {
  msgid: string;
  open_kfid?: string;
  external_userid?: string;
  send_time: number;
  origin: number;
  msgtype: string;
  event?: Part;
  [kind: string]: unknown;
}

/** What is in an item: something somebody wrote, what became of something we sent, somebody to be welcomed, or nothing for us. */
export interface Told {
  message?: Incoming;
  receipt?: PlatformReceipt;
  /** The code with which they can be welcomed, once and soon. */
  welcome?: string;
  /** What the team is told of a chat: who of the company's people took it, or left it, in the platform's own client. */
  note?: { who: string; text: string };
}

type Said = Pick<Incoming, "text"> & Partial<Pick<Incoming, "value" | "files" | "place">>;

/** Who wrote: the person, not the platform, nor one of the company's people in its own client. */
const PERSON = 3;

/** What an item says. Pure. */
export function decode(item: Item): Told {
  const { msgtype, origin, event, msgid: id, open_kfid: kf, external_userid: user, send_time } = item;
  if (msgtype === "event") return { ...eventOf(event ?? {}), ...noteOf(event ?? {}) };
  if (origin !== PERSON || !kf || !user) return {};
  const part = (item[msgtype] ?? {}) as Part;
  const said = KINDS.get(msgtype)?.(part, id) ?? { text: `[${msgtype}]` };
  return { message: { id, from: { id: nameOf({ kf, user }) }, at: send_time * 1_000, ...said } };
}

function eventOf({ event_type, welcome_code, fail_msgid, fail_type }: Part): Told {
  if (event_type === "enter_session" && welcome_code) return { welcome: String(welcome_code) };
  if (event_type !== "msg_send_fail" || !fail_msgid) return {};
  const reason = REASONS[Number(fail_type)] ?? `The platform could not deliver it (${fail_type}).`;
  return { receipt: { externalId: String(fail_msgid), state: "failed", reason } };
}

/** What became of a chat in the platform's own client. */
const CHANGES: Readonly<Record<number, string>> = {
  1: "接入会话 / took the chat",
  2: "转接会话 / handed the chat over",
  3: "结束会话 / ended the chat",
  4: "重新接入会话 / took the chat again",
};

function noteOf(event: Part): Pick<Told, "note"> {
  const {
    event_type,
    open_kfid: kf,
    external_userid: user,
    change_type,
    new_servicer_userid,
    old_servicer_userid,
  } = event;
  const change = CHANGES[Number(change_type)];
  if (event_type !== "session_status_change" || !kf || !user || !change) return {};
  const people = [old_servicer_userid, new_servicer_userid].filter(Boolean).join(" → ");
  const text = `企业微信 / WeCom: ${change}${people === "" ? "" : ` (${people})`}`;
  return { note: { who: nameOf({ kf: String(kf), user: String(user) }), text } };
}

const REASONS: Readonly<Record<number, string>> = {
  1: "The account was deleted.",
  2: "The app is off.",
  4: "The chat is over: 48 hours have passed.",
  5: "The chat is closed.",
  6: "More than five messages.",
  8: "The person has refused the company's messages.",
};

const words = (...parts: unknown[]) => parts.filter(Boolean).map(String).join("\n");

const file =
  (ending: string) =>
  ({ media_id, filename }: Part, id: string): Said =>
    media_id
      ? { text: "", files: [{ ref: String(media_id), name: String(filename ?? `${id}.${ending}`) }] }
      : { text: `[${ending}]` };

type Read = (part: Part, id: string) => Said;

const KINDS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["text", ({ content, menu_id }) => ({ text: words(content), ...(menu_id && { value: String(menu_id) }) })],
  ["image", file("jpg")],
  ["voice", file("amr")],
  ["video", file("mp4")],
  ["file", file("bin")],
  ["location", placeOf],
  ["link", ({ title, desc, url }) => ({ text: words(title, desc, url) })],
  ["miniprogram", ({ title }) => ({ text: words("[miniprogram]", title) })],
]);

function placeOf({ latitude, longitude, name, address }: Part): Said {
  const [north, east, label] = [Number(latitude), Number(longitude), words(name, address)];
  if (!Number.isFinite(north + east)) return { text: label || "[location]" };
  return { text: "", place: { latitude: north, longitude: east, ...(label && { label }) } };
}
