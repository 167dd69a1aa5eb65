import * as v from "valibot";
import type { Incoming, PlatformReceipt } from "../../../spine/port.ts";
import { present } from "../../shared/present.ts";
import type { Told } from "../serve.ts";

const words = v.optional(v.string());
const Media = v.optional(v.object({ id: v.string(), caption: words, filename: words }));
const Reply = v.optional(v.object({ id: v.string(), title: v.string() }));
const Message = v.object({
  id: v.string(),
  /** The number; not there where people have a name instead. */
  from: words,
  from_user_id: words,
  timestamp: v.string(),
  type: v.string(),
  text: v.optional(v.object({ body: v.string() })),
  image: Media,
  video: Media,
  audio: Media,
  document: Media,
  sticker: Media,
  location: v.optional(v.object({ latitude: v.number(), longitude: v.number(), name: words, address: words })),
  contacts: v.optional(
    v.array(
      v.object({
        name: v.optional(v.object({ formatted_name: words })),
        phones: v.optional(v.array(v.object({ phone: words }))),
      }),
    ),
  ),
  interactive: v.optional(v.object({ button_reply: Reply, list_reply: Reply })),
  button: v.optional(v.object({ text: v.string(), payload: words })),
});
type Message = v.InferOutput<typeof Message>;

const Problem = v.object({
  code: v.optional(v.number()),
  title: words,
  message: words,
  error_data: v.optional(v.object({ details: words })),
});
const Status = v.object({ id: v.string(), status: v.string(), errors: v.optional(v.array(Problem)) });
const Contact = v.object({ wa_id: words, user_id: words, profile: v.optional(v.object({ name: words })) });
const Value = v.object({
  metadata: v.object({ phone_number_id: v.string() }),
  contacts: v.optional(v.array(Contact), []),
  messages: v.optional(v.array(v.unknown()), []),
  statuses: v.optional(v.array(v.unknown()), []),
});
type Value = v.InferOutput<typeof Value>;
const Body = v.object({
  object: v.literal("whatsapp_business_account"),
  entry: v.array(v.object({ changes: v.array(v.object({ field: v.string(), value: v.unknown() })) })),
});

/** What a call says of one number: an app's other numbers are called about at the same address. Pure. */
export function decode(body: unknown, phoneNumberId: string): Told {
  const read = v.safeParse(Body, body);
  const changes = read.success ? read.output.entry.flatMap((entry) => entry.changes) : [];
  const values = changes.flatMap(({ field, value }) => {
    const known = field === "messages" ? v.safeParse(Value, value) : undefined;
    return known?.success && known.output.metadata.phone_number_id === phoneNumberId ? [known.output] : [];
  });
  return { messages: values.flatMap(messagesOf), receipts: values.flatMap(receiptsOf) };
}

/** Those that are understood: one of a form that Meta made since is no reason to lose the others. */
const allOf = <T>(schema: v.GenericSchema<unknown, T>, values: readonly unknown[]): T[] =>
  values.flatMap((value) => {
    const read = v.safeParse(schema, value);
    return read.success ? [read.output] : [];
  });

function messagesOf({ messages, contacts }: Value): Incoming[] {
  return allOf(Message, messages).flatMap((message) => {
    const from = message.from || message.from_user_id;
    const said = saidOf(message);
    if (!from || !said) return [];
    const contact = contacts.find(({ wa_id, user_id }) => wa_id === from || user_id === from);
    const at = Number(message.timestamp) * 1_000;
    const when = Number.isFinite(at) ? { at } : {};
    return [{ id: message.id, from: { id: from, ...profileOf(from, contact?.profile?.name) }, ...when, ...said }];
  });
}

/** A number is how they can be called, too; a name that stands for it is not. */
function profileOf(from: string, name: string | undefined): Pick<Incoming["from"], "profile"> {
  const phone = /^\d{6,15}$/.test(from) ? `+${from}` : undefined;
  return name || phone ? { profile: present({ name, phone }) } : {};
}

const FILES = { image: "jpg", video: "mp4", audio: "ogg", document: "bin", sticker: "webp" } as const;
const isFile = (type: string): type is keyof typeof FILES => Object.hasOwn(FILES, type);

type Said = Pick<Incoming, "text" | "value" | "files" | "place">;

function saidOf(message: Message): Said | undefined {
  const { type, text, location, contacts } = message;
  // Marks on a message are no words, and what Meta itself notes is nobody's.
  if (type === "reaction" || type === "system") return undefined;
  if (text) return { text: text.body };
  if (location) return { text: "", place: placeOf(location) };
  if (contacts) return { text: contacts.map(wordsOf).join("\n") };
  // What they sent and we cannot read is not passed over in silence.
  return pickedOf(message) ?? fileOf(message) ?? { text: `[${type}]` };
}

function pickedOf({ interactive, button }: Message): Said | undefined {
  const picked = interactive?.button_reply ?? interactive?.list_reply;
  if (picked) return { text: picked.title, value: picked.id };
  return button && { text: button.text, ...present({ value: button.payload }) };
}

function fileOf(message: Message): Said | undefined {
  const { type, timestamp } = message;
  const media = isFile(type) ? message[type] : undefined;
  if (!media || !isFile(type)) return undefined;
  const name = media.filename ?? `${type}-${timestamp}.${FILES[type]}`;
  return { text: media.caption ?? "", files: [{ ref: media.id, name }] };
}

function placeOf({
  latitude,
  longitude,
  name,
  address,
}: NonNullable<Message["location"]>): NonNullable<Incoming["place"]> {
  const label = [name, address].filter(Boolean).join(", ");
  return { latitude, longitude, ...(label && { label }) };
}

const wordsOf = ({ name, phones = [] }: NonNullable<Message["contacts"]>[number]) =>
  ["👤", name?.formatted_name, ...phones.map(({ phone }) => phone)].filter(Boolean).join(" ");

function receiptsOf({ statuses }: Value): PlatformReceipt[] {
  return allOf(Status, statuses).flatMap(({ id: externalId, status, errors = [] }) => {
    if (status !== "delivered" && status !== "read" && status !== "failed") return [];
    return [{ externalId, state: status, ...present({ reason: errors.map(reasonOf)[0] }) }];
  });
}

function reasonOf({ code, title, message, error_data }: v.InferOutput<typeof Problem>): string | undefined {
  const said = error_data?.details ?? message ?? title;
  return said && code !== undefined ? `${said} (${code})` : said;
}
