import type { Incoming, IncomingFile, PlatformReceipt } from "../../spine/port.ts";
import { present } from "../shared/present.ts";
import { reasonOf } from "./api.ts";

/** Files of a message that are taken. */
const MOST = 10;
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["video/mp4", "mp4"],
  ["video/3gpp", "3gp"],
  ["audio/amr", "amr"],
  ["audio/mpeg", "mp3"],
  ["audio/ogg", "ogg"],
  ["application/pdf", "pdf"],
  ["text/vcard", "vcf"],
]);
/** A number, as networks write it, or a short one. Names are machines', which nobody can answer. */
const NUMBER = /^\+?\d{3,15}$/;

/** What somebody wrote; nothing where it says nothing of anybody who can be answered. Pure. */
export function messageOf(form: URLSearchParams): Incoming | undefined {
  const [id, from, to] = [form.get("MessageSid") ?? form.get("SmsSid"), form.get("From"), form.get("To")];
  // Our own number writes to itself where somebody has set it up so.
  if (!id || !from || !NUMBER.test(from) || from === to) return undefined;
  const count = Math.min(Number(form.get("NumMedia")) || 0, MOST);
  const files = Array.from({ length: count }, (_, index) => fileOf(form, index)).filter((file) => file !== undefined);
  const phone = from.startsWith("+") ? { profile: { phone: from } } : {};
  return { id, from: { id: from, ...phone }, text: form.get("Body") ?? "", ...(files.length > 0 && { files }) };
}

function fileOf(form: URLSearchParams, index: number): IncomingFile | undefined {
  const ref = form.get(`MediaUrl${index}`) ?? "";
  const type = form.get(`MediaContentType${index}`) ?? "";
  // How phones lay pictures and words out is no file of anybody's.
  if (!URL.canParse(ref) || type === "application/smil") return undefined;
  const [named] = /[^/]+\.\w{1,5}$/.exec(new URL(ref).pathname) ?? [];
  return { ref, name: named === undefined ? `mms-${index + 1}.${ENDINGS.get(type) ?? "bin"}` : decoded(named) };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const STATES: ReadonlyMap<string, PlatformReceipt["state"]> = new Map([
  ["delivered", "delivered"],
  ["read", "read"],
  ["undelivered", "failed"],
  ["failed", "failed"],
]);

/** What became of a message; nothing while it is on its way. Pure. */
export function receiptOf(form: URLSearchParams): PlatformReceipt | undefined {
  const externalId = form.get("MessageSid") ?? form.get("SmsSid");
  const state = STATES.get(form.get("MessageStatus") ?? form.get("SmsStatus") ?? "");
  if (!externalId || state === undefined) return undefined;
  const reason = state === "failed" ? reasonOf(form.get("ErrorCode")) : undefined;
  return { externalId, state, ...present({ reason }) };
}
