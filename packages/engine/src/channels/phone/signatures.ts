import { createHmac, createPublicKey, type KeyObject, verify } from "node:crypto";
import { isFormSigned } from "../shared/form-signed.ts";
import { isSame } from "../shared/same.ts";

/** A call of a gateway, as it came. */
export interface Signed {
  /** Where it called, with its query: the public address, not what the request says of itself. */
  url: string;
  body: Buffer;
  header(name: string): string | undefined;
}

/** Milliseconds that the clocks of two houses may differ. */
const SKEW = 300_000;
const DIGITS = /^\d{1,12}$/;
const isLately = (seconds: string, now: number) =>
  DIGITS.test(seconds) && Math.abs(now - Number(seconds) * 1_000) <= SKEW;

/**
 * Whether a call was signed with the account's token, over its address and its form: Twilio, and SignalWire, whose header is called otherwise.
 * A body that is no form is signed by its hash in the address.
 */
export function isSignedByToken(token: string, { url, body, header }: Signed): boolean {
  return isFormSigned(token, header("x-twilio-signature") ?? header("x-signalwire-signature"), { url, body });
}

/** What stands before the bytes of an Ed25519 key, so that it is read as one. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** The key of an account whose calls are signed with Ed25519. Throws, with what to change, where it is none. */
export function publicKeyOf(base64: string): KeyObject {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) throw new Error("The public key must be the 32 bytes of an Ed25519 key in Base64.");
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: "der", type: "spki" });
}

/** Whether a call was signed with the key of Telnyx, over when that was and its body. */
export function isSignedByKey(key: KeyObject, { body, header }: Signed, now: number): boolean {
  const [given, at] = [header("telnyx-signature-ed25519"), header("telnyx-timestamp")];
  if (given === undefined || at === undefined || !isLately(at, now)) return false;
  const signature = Buffer.from(given, "base64");
  // What is written otherwise stands for the same bytes.
  if (signature.length !== 64 || signature.toString("base64") !== given) return false;
  return verify(null, Buffer.concat([Buffer.from(`${at}|`), body]), key, signature);
}

/** Signatures of one header that are looked at. */
const MOST = 10;

/** Whether a call was signed as jambonz does: with the webhook secret, over when that was and its body. */
export function isSignedBySecret(secret: string, { body, header }: Signed, now: number): boolean {
  const parts = (header("jambonz-signature") ?? "").split(",", MOST).map((part) => part.trim().split("=", 2));
  const at = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!isLately(at, now)) return false;
  const due = createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex");
  return parts.filter(([name, given]) => name === "v1" && isSame(given, due)).length > 0;
}
