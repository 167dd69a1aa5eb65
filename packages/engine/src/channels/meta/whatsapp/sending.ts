import type { FileKind } from "@parley/protocol";
import type { SendResult } from "../../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../../spine/port.ts";
import type { OutgoingFile, Part } from "../../../spine/render.ts";
import { form } from "../../shared/form.ts";
import { inParts } from "../../shared/in-parts.ts";
import { type Graph, isClosed, resultOf } from "../graph.ts";

export interface Template {
  name: string;
  language: string;
}

export interface WhatsAppSender {
  graph: Graph;
  memory: Memory;
  phoneNumberId: string;
  /** What is sent where nothing else may be: its first field is the words. */
  template?: Template | undefined;
}

/** Characters of what stands over buttons; of a button, where there are up to so many; of a template's field. */
const MOST = { body: 1_024, button: 20, buttons: 3, field: 900 };

/** Sends a message of ours; says what came of it. */
export async function send(sender: WhatsAppSender, message: Outgoing, signal: AbortSignal): Promise<SendResult> {
  const { graph, memory, phoneNumberId, template } = sender;
  async function post(what: object): Promise<string | undefined> {
    const body = { messaging_product: "whatsapp", recipient_type: "individual", to: message.to, ...what };
    const { messages } = await graph.post<{ messages?: { id?: string }[] }>(`${phoneNumberId}/messages`, body, signal);
    return messages?.[0]?.id;
  }
  async function sendPart(part: Part): Promise<string | undefined> {
    if (part.file) return await post(await fileOf(sender, part.file, signal));
    let last: string | undefined;
    for (const what of wordsOf(part)) last = await post(what);
    return last;
  }
  try {
    return sent(await inParts(memory, message, sendPart));
  } catch (error) {
    const words = message.parts.map(({ text }) => text).join(" ");
    if (!template || !isClosed(error)) return resultOf(error);
    // A day after their last words only what Meta has looked at before is let through.
    return await post(templated(template, words)).then(sent, resultOf);
  }
}

const sent = (externalId: string | undefined): SendResult => ({ is: "sent", ...(externalId && { externalId }) });

/** Words, with buttons or a list where there are choices. Pure. */
export function wordsOf({ text, choices = [] }: Part): object[] {
  if (choices.length === 0) return [{ type: "text", text: { body: text, preview_url: false } }];
  const isLong = text.length > MOST.body;
  const body = { text: isLong ? "👇" : text };
  const areButtons = choices.length <= MOST.buttons && choices.every(({ label }) => label.length <= MOST.button);
  const buttons = choices.map(({ label, value }) => ({ type: "reply", reply: { id: value, title: label } }));
  const rows = choices.map(({ label, value }) => ({ id: value, title: label }));
  const interactive = areButtons
    ? { type: "button", body, action: { buttons } }
    : { type: "list", body, action: { button: "☰", sections: [{ rows }] } };
  return [...(isLong ? wordsOf({ text }) : []), { type: "interactive", interactive }];
}

/** A template's field has no lines, and no more than four blanks in a row. Pure. */
export function templated({ name, language }: Template, words: string): object {
  const text = words.replaceAll(/\s+/g, " ").trim().slice(0, MOST.field);
  const components = [{ type: "body", parameters: [{ type: "text", text }] }];
  return { type: "template", template: { name, language: { code: language }, components } };
}

/** Of each kind, what WhatsApp shows or plays, and how many bytes; all else is a document. */
const SHOWN: Record<Exclude<FileKind, "document">, { types: RegExp; most: number }> = {
  image: { types: /^image\/(jpeg|png)$/, most: 5 * 1024 ** 2 },
  audio: { types: /^audio\/(aac|amr|mpeg|mp4|ogg)$/, most: 16 * 1024 ** 2 },
  video: { types: /^video\/(mp4|3gpp)$/, most: 16 * 1024 ** 2 },
};

/** As what a file is sent. Pure. */
export function kindOf({ kind, type, bytes }: Pick<OutgoingFile, "kind" | "type" | "bytes">): FileKind {
  if (kind === "document") return kind;
  const { types, most } = SHOWN[kind];
  return types.test(type) && bytes <= most ? kind : "document";
}

async function fileOf(
  { graph, phoneNumberId }: WhatsAppSender,
  file: OutgoingFile,
  signal: AbortSignal,
): Promise<object> {
  const fields = { messaging_product: "whatsapp", type: file.type };
  const { id } = await graph.upload<{ id: string }>(`${phoneNumberId}/media`, form(fields, "file", file), signal);
  const kind = kindOf(file);
  return { type: kind, [kind]: { id, ...(kind === "document" && { filename: file.name }) } };
}
