import type { FileKind } from "@parley/protocol";
import type { SendResult } from "../../../services/dialog/contract.ts";
import type { Memory, Outgoing } from "../../../spine/port.ts";
import type { OutgoingFile, Part } from "../../../spine/render.ts";
import { form } from "../../shared/form.ts";
import { createProgress } from "../../shared/progress.ts";
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
  const sendPart = async (part: Part) =>
    sent(await post(part.file ? await fileOf(sender, part.file, signal) : wordsOf(part)));
  const parts = message.parts.flatMap(apart);
  let said: SendResult | undefined;
  return await createProgress(memory, Date.now)({ key: message.key, parts }, async (part, index) => {
    // A template has said all that was left.
    if (said) return said;
    try {
      return await sendPart(part);
    } catch (error) {
      const refused = resultOf(error);
      if (!template || !isClosed(error) || refused.is === "sent") return refused;
      // A day after their last words only what Meta has looked at before is let through.
      const body = templated(template, parts.slice(index));
      if (!body) return { ...refused, reason: `${refused.reason}: it does not fit into the template.` };
      const result = await post(body).then(sent, resultOf);
      if (result.is === "sent") said = result;
      return result;
    }
  });
}

const sent = (externalId: string | undefined): SendResult => ({ is: "sent", ...(externalId && { externalId }) });

/** Words that are too long to stand over buttons come before them, as a message of their own. Pure. */
export function apart(part: Part): Part[] {
  const { text, choices = [] } = part;
  return choices.length > 0 && text.length > MOST.body ? [{ text }, { text: "👇", choices }] : [part];
}

/** Words, with buttons or a list where there are choices. Pure. */
export function wordsOf({ text, choices = [] }: Part): object {
  if (choices.length === 0) return { type: "text", text: { body: text, preview_url: false } };
  const body = { text };
  const areButtons = choices.length <= MOST.buttons && choices.every(({ label }) => label.length <= MOST.button);
  const buttons = choices.map(({ label, value }) => ({ type: "reply", reply: { id: value, title: label } }));
  const rows = choices.map(({ label, value }) => ({ id: value, title: label }));
  const interactive = areButtons
    ? { type: "button", body, action: { buttons } }
    : { type: "list", body, action: { button: "☰", sections: [{ rows }] } };
  return { type: "interactive", interactive };
}

/** What is to be said in a template; nothing where it does not hold all of it. Its field has no lines, and no more than four blanks in a row. Pure. */
export function templated({ name, language }: Template, parts: readonly Part[]): object | undefined {
  const said = parts.flatMap(({ text, choices = [] }) => [
    text,
    ...choices.map(({ label }, index) => `${index + 1}. ${label}`),
  ]);
  const text = said.join(" ").replaceAll(/\s+/g, " ").trim();
  if (parts.some(({ file }) => file) || text.length > MOST.field) return undefined;
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
