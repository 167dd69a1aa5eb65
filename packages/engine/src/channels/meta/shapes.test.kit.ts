import type { IncomingMessage, ServerResponse } from "node:http";

/** What somebody sees. */
export interface Shown {
  to: string;
  text: string;
  choices: { label: string; value: string }[];
  file?: { kind: string; name: string; bytes: Buffer };
  template?: string;
  id: string;
}

export type Kind = "whatsapp" | "messenger" | "instagram";

/** What it answers who fetches a file: its bytes, that it cannot say now, nothing for a long time, or that it is gone. */
export type Platforms = Buffer | "away" | "slow" | "gone";

export function serveFile(file: Platforms | undefined, response: ServerResponse): void {
  if (file === "slow") return;
  if (file === undefined || typeof file === "string") response.writeHead(file === "away" ? 503 : 404).end();
  else response.end(file);
}

/** Something that happened, in short: somebody wrote or pressed, or a message of ours got somewhere. */
export type Call =
  | { from: string; id: string; text: string; value?: string; at?: number; file?: { ref: string; name: string } }
  | { of: string; to: string; state: "sent" | "delivered" | "read" | "failed"; code?: number };

type Sent = Omit<Shown, "id">;
interface Shape {
  accountId: string;
  /** What a request would show. */
  shown: (request: IncomingMessage, body: Buffer, files: ReadonlyMap<string, Platforms>) => Promise<Sent>;
  /** What happened, as Meta tells it. */
  call: (happened: readonly Call[]) => object;
}

/** The fields of a form. */
export const wordsIn = (request: IncomingMessage, body: Buffer) =>
  new Response(new Uint8Array(body), {
    headers: { "content-type": request.headers["content-type"] ?? "" },
  }).formData();

interface WhatsAppAsked {
  to: string;
  type: string;
  text?: { body: string };
  interactive?: {
    body: { text: string };
    action: { buttons?: { reply: Option }[]; sections?: { rows: Option[] }[] };
  };
  template?: { name: string; components: { parameters: { text: string }[] }[] };
}
interface Option {
  id: string;
  title: string;
}
const asChoice = ({ id, title }: Option) => ({ value: id, label: title });

function whatsAppShown(_request: IncomingMessage, body: Buffer, files: ReadonlyMap<string, Platforms>): Promise<Sent> {
  const asked = JSON.parse(body.toString()) as WhatsAppAsked &
    Record<string, { id: string; filename?: string } | undefined>;
  const { to, type, template } = asked;
  const bytes = files.get(asked[type]?.id ?? "");
  const name = asked[type]?.filename ?? "";
  return Promise.resolve({
    to,
    text: textOf(asked),
    choices: optionsOf(asked).map(asChoice),
    ...(bytes instanceof Buffer && { file: { kind: type, name, bytes } }),
    ...(template && { template: template.name }),
  });
}

function optionsOf({ interactive }: WhatsAppAsked): Option[] {
  const { buttons, sections } = interactive?.action ?? {};
  return buttons?.map(({ reply }) => reply) ?? sections?.[0]?.rows ?? [];
}

function textOf({ text, interactive, template }: WhatsAppAsked): string {
  return (text ?? { body: interactive?.body.text }).body ?? template?.components[0]?.parameters[0]?.text ?? "";
}

function whatsAppCall(happened: readonly Call[]): object {
  const messages = happened.flatMap((one) => {
    if (!("from" in one)) return [];
    const { from, id, text, value, at = Date.now(), file } = one;
    const said =
      value !== undefined
        ? { type: "interactive", interactive: { type: "button_reply", button_reply: { id: value, title: text } } }
        : file !== undefined
          ? { type: "document", document: { id: file.ref, filename: file.name, caption: text } }
          : { type: "text", text: { body: text } };
    return [{ from, id, timestamp: String(Math.floor(at / 1_000)), ...said }];
  });
  const statuses = happened.flatMap((one) => {
    if (!("of" in one)) return [];
    const errors = one.code ? [{ code: one.code, title: "Re-engagement message" }] : undefined;
    return [{ id: one.of, status: one.state, timestamp: "1", recipient_id: one.to, ...(errors && { errors }) }];
  });
  const contacts = messages.map(({ from }) => ({ wa_id: from, profile: { name: `Person ${from}` } }));
  const metadata = { display_phone_number: "15550000000", phone_number_id: CHANNELS.whatsapp.accountId };
  const value = { messaging_product: "whatsapp", metadata, contacts, messages, statuses };
  return { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] };
}

interface PageAsked {
  recipient: { id: string };
  message: { text?: string; quick_replies?: { title: string; payload: string }[]; attachment?: { type: string } };
}

async function pageShown(request: IncomingMessage, body: Buffer): Promise<Sent> {
  const isForm = request.headers["content-type"]?.startsWith("multipart/");
  const form = isForm ? await wordsIn(request, body) : undefined;
  const part = (name: string) => JSON.parse(form?.get(name) as string) as never;
  const asked = form
    ? ({ recipient: part("recipient"), message: part("message") } as PageAsked)
    : (JSON.parse(body.toString()) as PageAsked);
  const { text = "", quick_replies = [], attachment } = asked.message;
  const file = form?.get("filedata") as File | undefined;
  return {
    to: asked.recipient.id,
    text,
    choices: quick_replies.map(({ title: label, payload: value }) => ({ label, value })),
    ...(file && {
      file: { kind: attachment?.type ?? "", name: file.name, bytes: Buffer.from(await file.arrayBuffer()) },
    }),
  };
}

const pageCall = (object: "page" | "instagram", accountId: string) => (happened: readonly Call[]) => {
  const messaging = happened.map((one) => {
    const sender = { id: "from" in one ? one.from : one.to };
    const base = { sender, recipient: { id: accountId }, timestamp: ("from" in one && one.at) || Date.now() };
    if ("from" in one) {
      const { id: mid, text, value, file } = one;
      const quick_reply = value === undefined ? undefined : { payload: value };
      const attachments = file === undefined ? undefined : [{ type: "file", payload: { url: file.ref } }];
      return { ...base, message: { mid, text, quick_reply, attachments } };
    }
    if (one.state === "delivered") return { ...base, delivery: { mids: [one.of], watermark: Date.now() } };
    return { ...base, read: object === "page" ? { watermark: Date.now() } : { mid: one.of } };
  });
  return { object, entry: [{ id: accountId, time: Date.now(), messaging }] };
};

const PAGE = "100200300400";
const GRAM = "17840000000000";
export const CHANNELS: Record<Kind, Shape> = {
  whatsapp: { accountId: "106540352242922", shown: whatsAppShown, call: whatsAppCall },
  messenger: { accountId: PAGE, shown: pageShown, call: pageCall("page", PAGE) },
  instagram: { accountId: GRAM, shown: pageShown, call: pageCall("instagram", GRAM) },
};
