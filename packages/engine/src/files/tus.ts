import type { Request, Response } from "express";
import { ChatError } from "@parley/protocol";

/** The version of tus that is spoken, https://tus.io/protocols/resumable-upload, and what of it. */
const TUS = "1.0.0";
export const TUS_HEADERS = {
  "Tus-Resumable": TUS,
  "Tus-Version": TUS,
  "Tus-Extension": "creation,termination,expiration",
} as const;

/** Any page may send and read: the ticket says who may, and no cookie comes along. */
export const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "POST, HEAD, PATCH, DELETE, GET, OPTIONS",
  "Access-Control-Allow-Headers":
    "Authorization, Content-Type, Range, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset",
  "Access-Control-Expose-Headers":
    "Location, Tus-Resumable, Upload-Offset, Upload-Length, Upload-Expires, Retry-After, Content-Range",
  "Access-Control-Max-Age": "7200",
} as const;

/** Answers what is no tus of this version, or no content as it asks for; with the statuses that tus has for that. */
export function refusedAsNoTus(request: Request, response: Response): boolean {
  if (request.get("tus-resumable") !== TUS) {
    return answer(response, 412, new ChatError("version", `Tus-Resumable must be ${TUS}.`));
  }
  if (request.method === "PATCH" && !request.is("application/offset+octet-stream")) {
    return answer(response, 415, new ChatError("invalid", "This request must be application/offset+octet-stream."));
  }
  return false;
}

function answer(response: Response, status: number, error: ChatError): true {
  response.status(status).json({ error });
  return true;
}

/** A count that stands in a header; throws `invalid` where it is none. */
export function countIn(request: Request, name: "Upload-Length" | "Upload-Offset"): number {
  const text = request.get(name) ?? "";
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ChatError("invalid", `${name} must be a number of bytes.`);
}

/** What `Upload-Metadata` says under a key, in UTF-8; empty where it says nothing. */
export function metadataOf(request: Request, key: string): string {
  const pairs = (request.get("upload-metadata") ?? "").split(",").map((pair) => pair.trim().split(" "));
  const [, value = ""] = pairs.find(([name]) => name === key) ?? [];
  return Buffer.from(value, "base64").toString("utf8");
}
