import type { Incoming } from "../../spine/port.ts";
import type { Told } from "../passive/webhook.ts";
import type { Fields } from "./xml.ts";

type Said = Pick<Incoming, "text"> & Partial<Pick<Incoming, "value" | "files" | "place">>;

/** What these fields say; nothing where they say nothing of anybody. Pure. */
export function decode(fields: Fields): Told | undefined {
  const { FromUserName: from, ToUserName: account, CreateTime: seconds, MsgType: type } = fields;
  if (!from || !account || !type || !/^\d{1,12}$/.test(String(seconds))) return undefined;
  const id = idOf(fields);
  const said = saidIn(type, fields);
  const message = said && { id, from: { id: from }, at: Number(seconds) * 1_000, ...said };
  return { id, from, account, ...(message && { message }), ...receiptOf(fields) };
}

/** What is of a kind that is not known is said by its name, so that an agent sees that there was something. */
const saidIn = (type: string, fields: Fields): Said | undefined =>
  type === "event" ? eventOf(fields) : (KINDS.get(type)?.(fields) ?? { text: `[${type}]` });

/** Messages have a number; events are told apart by whose they are, when, and which. */
function idOf({ MsgId, FromUserName, CreateTime, Event, EventKey, MsgID }: Fields): string {
  return MsgId ?? [FromUserName, CreateTime, Event, EventKey, MsgID].filter(Boolean).join("/");
}

const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join("\n");

/** A file of the platform, by the number under which it is kept for three days. */
const file = ({ MediaId, MsgId }: Fields, ending: string): Said =>
  MediaId ? { text: "", files: [{ ref: MediaId, name: `${MsgId ?? MediaId}.${ending}` }] } : { text: `[${ending}]` };

type Read = (fields: Fields) => Said;

const KINDS: ReadonlyMap<string, Read> = new Map<string, Read>([
  // A button of a menu comes as the words on it, with what we called it.
  ["text", ({ Content = "", bizmsgmenuid }) => ({ text: Content, ...(bizmsgmenuid && { value: bizmsgmenuid }) })],
  ["image", (fields) => file(fields, "jpg")],
  ["voice", voiceOf],
  ["video", (fields) => file(fields, "mp4")],
  ["shortvideo", (fields) => file(fields, "mp4")],
  ["location", placeOf],
  ["link", ({ Title, Description, Url }) => ({ text: words(Title, Description, Url) })],
]);

/** Where the platform has listened to it, it says what it heard. */
function voiceOf({ Format = "amr", Recognition = "", ...fields }: Fields): Said {
  return { ...file(fields, Format), ...(Recognition && { text: Recognition }) };
}

function placeOf({ Location_X, Location_Y, Label }: Fields): Said {
  const [latitude, longitude] = [Number(Location_X), Number(Location_Y)];
  if (!Location_X || !Location_Y || !Number.isFinite(latitude + longitude)) return { text: Label ?? "[location]" };
  return { text: "", place: { latitude, longitude, ...(Label && { label: Label }) } };
}

/** Of what people do, only what they pressed in the account's menu is said to us. */
const eventOf = ({ Event, EventKey }: Fields): Said | undefined =>
  Event === "CLICK" && EventKey ? { text: EventKey, value: EventKey } : undefined;

function receiptOf({ Event, MsgID, Status = "" }: Fields): Pick<Told, "receipt"> {
  if (Event !== "TEMPLATESENDJOBFINISH" || !MsgID) return {};
  if (Status === "success") return { receipt: { externalId: MsgID, state: "delivered" } };
  return { receipt: { externalId: MsgID, state: "failed", reason: Status } };
}
