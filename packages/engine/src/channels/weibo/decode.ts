import { createHash } from "node:crypto";
import type { Incoming } from "../../spine/port.ts";
import type { Told } from "../passive/webhook.ts";

type Said = Pick<Incoming, "text"> & Partial<Pick<Incoming, "value" | "files" | "place">>;
type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null;
const wordsOf = (value: unknown): string => (typeof value === "string" ? value : "");
const idOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;

/** What was told; nothing where it says nothing of anybody. Pure. */
export function decode(told: Data): Told | undefined {
  const { type, created_at, sender_id, receiver_id, data: given } = told;
  const [from, account, at] = [idOf(sender_id), idOf(receiver_id), Date.parse(wordsOf(created_at))];
  if (!from || !account || typeof type !== "string" || Number.isNaN(at)) return undefined;
  const text = wordsOf(told["text"]);
  const data = isData(given) ? given : {};
  // The platform has no ids for messages. Of two that come in the same second, the words tell them apart.
  const what = createHash("sha1")
    .update(JSON.stringify([type, text, data]))
    .digest("base64url");
  const id = `${from}/${at}/${what}`;
  const said = KINDS.get(type)?.(data, text);
  return { id, from, account, ...(said && { message: { id, from: { id: from }, at, ...said } }) };
}

/** A file, by the number that it has for whoever gets it. */
const file =
  (ending: string) =>
  ({ tovfid }: Data): Said => {
    const ref = idOf(tovfid);
    return ref ? { text: "", files: [{ ref, name: `${ref}.${ending}` }] } : { text: `[${ending}]` };
  };

type Read = (data: Data, text: string) => Said | undefined;

/** What people say. The platform asks that other kinds are left out, and makes new ones. */
const KINDS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["text", (_, text) => ({ text })],
  ["image", file("jpg")],
  ["voice", file("amr")],
  ["position", placeOf],
  ["event", clickOf],
]);

function placeOf({ latitude, longitude }: Data, label: string): Said {
  const [north, east] = [Number(latitude), Number(longitude)];
  if (!Number.isFinite(north + east)) return { text: label || "[position]" };
  return { text: "", place: { latitude: north, longitude: east, ...(label && { label }) } };
}

/** Of what people do, only what they pressed in the account's menu is said to us. */
function clickOf({ subtype, key }: Data): Said | undefined {
  const value = idOf(key);
  return subtype === "click" && value ? { text: value, value } : undefined;
}
