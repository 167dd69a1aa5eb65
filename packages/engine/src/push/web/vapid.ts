import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import type { Memory } from "../../spine/port.ts";

/** The keys by which an inbox names itself to push services (RFC 8292). */
export interface VapidKeys {
  /** What browsers subscribe with: a point of P-256, base64url. */
  publicKey: string;
  jwk: JWK;
}

const PLACE = "push/vapid";
/** Seconds for which a token holds: services take a day at most. */
const HOLDS = 12 * 3_600;

/** Those of an inbox: made by whoever asks first, sealed, and the same for all nodes ever after. */
export async function vapidKeys(memory: Memory): Promise<VapidKeys> {
  const known = await memory.get(PLACE);
  if (known) return keysOf(known.value);
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const made = JSON.stringify(await exportJWK(privateKey));
  await memory.set(PLACE, made, 0);
  return keysOf((await memory.get(PLACE))?.value ?? made);
}

function keysOf(kept: string): VapidKeys {
  const jwk = JSON.parse(kept) as JWK;
  const point = [jwk.x, jwk.y].map((part = "") => Buffer.from(part, "base64url"));
  return { jwk, publicKey: Buffer.concat([Buffer.from([4]), ...point]).toString("base64url") };
}

/** What says to a push service who sends: for the service of this endpoint only. */
export async function vapidHeader(
  { jwk, publicKey }: VapidKeys,
  endpoint: string,
  contact: string,
  now = Date.now(),
): Promise<string> {
  const token = await new SignJWT({ aud: new URL(endpoint).origin, sub: contact })
    .setProtectedHeader({ typ: "JWT", alg: "ES256" })
    .setExpirationTime(Math.floor(now / 1_000) + HOLDS)
    .sign(await importJWK(jwk, "ES256"));
  return `vapid t=${token}, k=${publicKey}`;
}
