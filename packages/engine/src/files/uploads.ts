import { ChatError, newId } from "@parley/protocol";
import type { Request, Response, Router } from "express";
import type { Blobs } from "../blobs/blobs.ts";
import type { Dialog, Upload } from "../services/dialog/contract.ts";
import { type Limits, sourceOf } from "../transport/limits.ts";
import type { Finish } from "./finishing.ts";
import type { FileRules } from "./rules.ts";
import { fileError } from "./problems.ts";
import type { Take } from "./taking.ts";
import type { Claim, Tickets } from "./tickets.ts";
import { countIn, metadataOf, refusedAsNoTus } from "./tus.ts";

/** Milliseconds that a file is kept that is in no message. */
export const KEPT_UNSENT = 24 * 3_600_000;

/** Characters of a name that are looked at. */
const NAME = 1_000;

export interface UploadParts {
  blobs: Pick<Blobs, "checkRoom">;
  dialog: Dialog;
  tickets: Tickets;
  rules: FileRules;
  limits: Limits;
  take: Take;
  finish: Finish;
  /** Throws `unavailable` while the engine is about to stop. */
  admit: () => void;
}

type Handler = (request: Request, response: Response, claim: Claim) => Promise<void>;

/** Uploads, by tus: begun, gone on with where they stopped, on whatever node, looked at when the last byte is there, and taken back. */
export function serveUploads(router: Router, parts: UploadParts): void {
  const { blobs, dialog, tickets, rules, limits, take, finish, admit } = parts;

  /** Somebody else's, or another conversation's, is not there for them. */
  async function uploadOf(request: Request, { conversationId, by }: Claim): Promise<Upload> {
    const { upload } = await dialog.file({ id: String(request.params["id"]) });
    if (!upload || upload.conversationId !== conversationId) throw fileError("gone");
    if (JSON.stringify(upload.by) !== JSON.stringify(by)) throw fileError("gone");
    return upload;
  }

  const begin: Handler = async (request, response, claim) => {
    admit();
    const { conversationId, inboxId, by } = claim;
    const { bytes } = await rules.limitsOf(inboxId);
    if (bytes === 0) throw fileError("off");
    const length = countIn(request, "Upload-Length");
    if (length === 0) throw fileError("empty");
    if (length > bytes) throw fileError("tooLarge", { bytes });
    const [who, address] = [by.kind === "agent" ? by.id : conversationId, sourceOf(request.ip)];
    limits.take("upload", who);
    limits.take("addressUpload", address);
    await blobs.checkRoom(length);
    limits.check("uploadBytes", who, length);
    limits.take("addressUploadBytes", address, length);
    limits.charge("uploadBytes", who, length);
    const name = metadataOf(request, "name").slice(0, NAME);
    const { upload } = await dialog.beginFile({ id: newId(), conversationId, by, name, length });
    // As the address was asked for, so that it is right behind whatever proxy.
    response
      .status(201)
      .set({ ...standing(upload), Location: `${path(request).endsWith("/") ? "" : "files/"}${upload.id}` });
    response.json({ id: upload.id });
  };

  const look: Handler = async (request, response, claim) => {
    const upload = known(await uploadOf(request, claim));
    response.set({ ...standing(upload), "Upload-Length": String(upload.length), "Cache-Control": "no-store" }).end();
  };

  const goOn: Handler = async (request, response, claim) => {
    admit();
    const found = known(await uploadOf(request, claim));
    if (countIn(request, "Upload-Offset") !== found.received) throw fileError("offset", { offset: found.received });
    const announced = Number(request.get("content-length") ?? 0);
    if (found.received + announced > found.length) throw fileError("tooLarge", { bytes: found.length });
    const { upload, cut } = found.state === "ready" ? { upload: found, cut: false } : await take(found, request);
    if (cut) return void response.destroy();
    const whole = upload.state === "uploading" && upload.received === upload.length;
    const ended = whole ? known(await finish(upload)) : upload;
    response.status(204).set(standing(ended)).end();
  };

  const drop: Handler = async (request, response, claim) => {
    const upload = await uploadOf(request, claim);
    const { dropped } = await dialog.dropFile({ id: upload.id });
    if (!dropped) throw new ChatError("conflict", "This file was sent.");
    response.status(204).end();
  };

  const guarded = (handler: Handler) => async (request: Request, response: Response) => {
    if (refusedAsNoTus(request, response)) return;
    const [, ticket = ""] = /^Bearer (.+)$/i.exec(request.get("authorization") ?? "") ?? [];
    const claim = await tickets.read(ticket);
    if (claim.reads) throw fileError("off");
    await handler(request, response, claim);
  };
  router.post("/", guarded(begin));
  router.head("/:id", guarded(look));
  router.patch("/:id", guarded(goOn));
  router.delete("/:id", guarded(drop));
}

const path = (request: Request) => request.originalUrl.split("?")[0] ?? "";

/** An upload that there is, and that was not refused. */
function known(upload: Upload | undefined): Upload {
  if (!upload) throw fileError("gone");
  if (upload.problem) throw fileError(upload.problem);
  return upload;
}

const standing = ({ received, at, sent }: Upload) => ({
  "Upload-Offset": String(received),
  ...(!sent && { "Upload-Expires": new Date(at + KEPT_UNSENT).toUTCString() }),
});
