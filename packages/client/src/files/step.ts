import type { Reply } from "@parley/protocol";
import type { KeptFile } from "./kept.ts";
import { call } from "./request.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** Bytes that go at once. What was sent of a piece before it was cut is kept by the engine. */
const PIECE = 1024 * 1024;

/** What it takes to send files, and what may be sent. */
export interface Ticket {
  ticket: string;
  /** What it takes to read them: it stands in addresses. */
  read: string;
  /** Milliseconds since 1970. */
  until: number;
  /** `bytes` 0: none are taken. */
  limits: { bytes: number; kinds: readonly string[] };
}

interface Step {
  /** The engine's address, with a slash at its end. */
  base: string;
  kept: KeptFile;
  reply: Reply<Ticket>;
  /** What the engine calls it is known now. */
  begun: () => unknown;
  moved: (bytes: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file as far as it comes, from where the engine has it. Nothing is answered where the engine has it all and has taken it. The
 * last piece is answered after the engine has looked at the file; where that answer was lost, an empty piece asks again.
 */
export async function goOn({ base, kept, reply, begun, moved, signal }: Step): Promise<Trouble | undefined> {
  if (!reply.ok) return troubleOf(0, reply.error);
  const { ticket, limits } = reply.value;
  const { size } = kept.file;
  if (limits.bytes === 0) return { reason: "off" };
  if (size === 0) return { reason: "empty" };
  if (size > limits.bytes) return { reason: "tooLarge", bytes: limits.bytes };
  const found = await begin({ base, kept, ticket, signal });
  if (!(found.offset >= 0)) return troubleOf(found.status, found.error);
  await begun();
  let { offset } = found;
  do {
    moved(offset);
    const body = await bytesOf(kept.file.slice(offset, offset + PIECE));
    if (!body) return { reason: "unreadable" };
    const answer = await call({
      method: "PATCH",
      url: `${base}files/${kept.fileId}`,
      ticket,
      headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": `${offset}` },
      body,
      moved: (bytes) => moved(offset + bytes),
      signal,
    });
    if (answer.status !== 204) return troubleOf(answer.status, answer.error);
    offset += body.byteLength;
  } while (offset < size);
  return undefined;
}

/** What is on a disk may be gone meanwhile, or be a folder. */
const bytesOf = (piece: Blob) => piece.arrayBuffer().catch(() => undefined);

/** How far the engine has it, of what is new nothing. */
async function begin({ base, kept, ticket, signal }: Pick<Step, "base" | "kept" | "signal"> & { ticket: string }) {
  if (kept.fileId) return call({ method: "HEAD", url: `${base}files/${kept.fileId}`, ticket, signal });
  const name = btoa(String.fromCharCode(...new TextEncoder().encode(kept.name)));
  const answer = await call({
    method: "POST",
    url: `${base}files`,
    ticket,
    headers: { "Upload-Length": `${kept.file.size}`, "Upload-Metadata": `name ${name}` },
    signal,
  });
  kept.fileId = answer.status === 201 ? answer.id : undefined;
  return { ...answer, offset: kept.fileId ? 0 : NaN };
}
