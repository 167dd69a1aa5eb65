import { pipeline } from "node:stream/promises";
import type { FileType } from "@parley/protocol";
import type { Request, Response, Router } from "express";
import type { Blobs, Part } from "../blobs/blobs.ts";
import type { Dialog } from "../services/dialog/contract.ts";
import { blobOf } from "./keys.ts";
import { SHOWN } from "./look/types.ts";
import { fileError } from "./problems.ts";
import { QUIET } from "./quiet.ts";
import type { Tickets } from "./tickets.ts";

export interface ReadingParts {
  blobs: Blobs;
  dialog: Pick<Dialog, "file">;
  tickets: Tickets;
  /** Milliseconds; `QUIET` unless told. */
  quiet?: number;
  onError: (error: unknown) => void;
}

/** What holds of whatever is read: no browser takes it for anything else, or runs anything in it. */
const SAFE = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "no-referrer",
  // Whoever holds the address asks each time: a ticket ends, people sign out, conversations are erased.
  "Cache-Control": "private, no-cache",
  "Accept-Ranges": "bytes",
} as const;

/** Lets who holds a ticket of the conversation read its files. */
export function serveReading(router: Router, parts: ReadingParts): void {
  const { blobs, dialog, tickets, onError, quiet = QUIET } = parts;

  router.get("/:id/:name", async (request, response) => {
    const { id, name } = request.params;
    const { conversationId, found } = await foundFor(request.query["ticket"], id);
    const small = name === "preview";
    if (small && !found.preview) throw fileError("gone");
    response.set(SAFE).set("ETag", `"${id}${small ? "-preview" : ""}"`);
    asWhat(response, small ? undefined : found);
    if (request.fresh) return void response.status(304).end();
    await send(blobOf({ conversationId, id }, small ? "preview" : "original"), request, response);
  });

  async function foundFor(ticket: unknown, id: string) {
    const { conversationId, reads, file = id } = await tickets.read(typeof ticket === "string" ? ticket : "");
    // What can do more does not belong into an address.
    if (!reads || file !== id) throw fileError("ticket");
    const { upload } = await dialog.file({ id });
    if (!upload?.found || upload.conversationId !== conversationId) throw fileError("gone");
    return { conversationId, found: upload.found };
  }

  async function send(key: string, request: Request, response: Response): Promise<void> {
    const whole = request.get("range") ? await sizeOf(key) : undefined;
    const part = whole === undefined ? undefined : partIn(request, whole);
    if (part === "none") return void response.status(416).set("Content-Range", `bytes */${whole}`).end();
    const read = await blobs.read(key, part);
    if (!read) throw fileError("gone");
    response.set("Content-Length", String(read.bytes));
    if (part) response.status(206).set("Content-Range", `bytes ${part.from}-${part.to - 1}/${whole}`);
    if (request.method === "HEAD") {
      read.stream.destroy();
      return void response.end();
    }
    // Who takes nothing any more would keep it open for ever.
    response.setTimeout(quiet, () => response.destroy());
    await pipeline(read.stream, response).catch((cause: unknown) => {
      response.destroy();
      // Who has seen enough hangs up.
      if ((cause as { code?: unknown }).code !== "ERR_STREAM_PREMATURE_CLOSE") onError(cause);
    });
  }

  async function sizeOf(key: string): Promise<number> {
    const read = await blobs.read(key);
    if (!read) throw fileError("gone");
    read.stream.destroy();
    return read.bytes;
  }
}

/** One range of bytes, if it is asked for; several are answered with the whole. */
function partIn(request: Request, size: number): Part | "none" | undefined {
  const ranges = request.range(size);
  if (ranges === -1) return "none";
  const [only, ...more] = ranges === undefined || ranges === -2 || ranges.type !== "bytes" ? [] : ranges;
  return only && more.length === 0 ? { from: only.start, to: only.end + 1 } : undefined;
}

/** Says what it is, and whether it is shown or for saving. Without a file it is a preview. */
function asWhat(response: Response, found: FileType | undefined): void {
  const { kind, type, name } = found ?? { kind: "image", type: "image/jpeg", name: "" };
  // Only pictures that were made anew are of the kind of pictures.
  if (kind !== "image" && !SHOWN.has(type)) response.attachment(name);
  response.set("Content-Type", type);
}
