import type { SendResult } from "../../services/dialog/contract.ts";
import type { Outgoing } from "../../spine/port.ts";

/** What another house is handed: the whole of a message, in one body. */
export async function bodyOf({ to, key, conversation, event, parts }: Outgoing): Promise<string> {
  const { author, at } = event;
  const choices = parts.at(-1)?.choices;
  const file = parts.find((part) => part.file)?.file;
  const data = {
    to,
    key,
    conversationId: conversation.id,
    from: { kind: author.kind, ...("name" in author && { name: author.name }) },
    texts: parts.map(({ text }) => text),
    ...(choices && { choices }),
    ...(file && {
      file: { name: file.name, type: file.type, bytes: file.bytes, base64: await base64(file.read()) },
    }),
  };
  return JSON.stringify({ type: "message", timestamp: new Date(at).toISOString(), data });
}

async function base64(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString("base64");
}

/** The same for every attempt, and of characters that may stand in a header. */
export const idOf = (key: string) => `msg_${key.replaceAll(/[^\w-]/g, "_")}`;

/** What the other house will never take, however often it is asked. */
const NEVER = [400, 404, 405, 410, 413, 415, 422];

/** What the other house's answer means. */
export async function resultOf(answer: Response, now: number): Promise<SendResult> {
  const said = (await answer.json().catch(() => ({}))) as { id?: unknown; reason?: unknown } | null;
  if (answer.ok) return { is: "sent", ...(typeof said?.id === "string" && { externalId: said.id }) };
  const reason = typeof said?.reason === "string" ? said.reason : `The other house answered ${answer.status}.`;
  if (answer.status === 403) return { is: "blocked", reason };
  if (NEVER.includes(answer.status)) return { is: "failed", reason };
  const at = timeOf(answer.headers.get("retry-after"), now);
  return { is: "later", reason, ...(at !== undefined && { at }) };
}

/** When somebody wants to be asked again, in seconds or as a date. */
function timeOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const at = /^\d+$/.test(header) ? now + Number(header) * 1_000 : Date.parse(header);
  return Number.isSafeInteger(at) && at > now ? at : undefined;
}
