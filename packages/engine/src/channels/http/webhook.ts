import { createHmac } from "node:crypto";
import { isSame } from "../shared/same.ts";

/** What stands in the headers of a request that is signed as Standard Webhooks says. */
export interface Signature {
  "webhook-id": string;
  /** Seconds since 1970. */
  "webhook-timestamp": string;
  /** One for each key, with a space in between. */
  "webhook-signature": string;
}

/** Seconds that the clocks of two houses may differ; what is older was recorded and is played again. */
const SKEW = 300;
/** Bytes of a key that cannot be guessed. */
const LEAST = 24;
/** Signatures that are looked at. */
const MOST = 10;

/** The keys of a secret: one, or two with a space in between while they change. Throws where one is none. */
export function keysOf(secret: string): Buffer[] {
  return secret
    .trim()
    .split(/\s+/)
    .map((key) => {
      const bytes = Buffer.from(key.replace(/^whsec_/, ""), "base64");
      if (bytes.length < LEAST) throw new Error(`The secret must be whsec_ and at least ${LEAST} bytes in Base64.`);
      return bytes;
    });
}

const signed = (key: Buffer, { "webhook-id": id, "webhook-timestamp": at }: Omit<Signature, "webhook-signature">) =>
  createHmac("sha256", key).update(`${id}.${at}.`);

/** Signs a body with every key, so that the other house may know the new one only, or the old one. */
export function sign(keys: readonly Buffer[], id: string, body: string | Buffer, now: number): Signature {
  const head = { "webhook-id": id, "webhook-timestamp": String(Math.floor(now / 1_000)) };
  const all = keys.map((key) => `v1,${signed(key, head).update(body).digest("base64")}`);
  return { ...head, "webhook-signature": all.join(" ") };
}

/** Whether a body was signed with one of the keys, just now. Looks at its bytes, before anybody reads them. */
export function isSigned(
  keys: readonly Buffer[],
  headers: Partial<Record<string, string | string[]>>,
  body: Buffer,
  now: number,
): boolean {
  const [id, at, given] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => headers[name]);
  if (typeof id !== "string" || typeof at !== "string" || typeof given !== "string") return false;
  if (!/^\d{1,12}$/.test(at) || Math.abs(now / 1_000 - Number(at)) > SKEW) return false;
  const due = keys.map((key) => signed(key, { "webhook-id": id, "webhook-timestamp": at }).update(body).digest());
  const all = given.split(" ", MOST).filter((one) => one.startsWith("v1,"));
  return all.some((one) => due.some((digest) => isSame(one.slice("v1,".length), digest.toString("base64"))));
}
