import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** Milliseconds by which the clocks of two processes may differ, and after which a call that was recorded is too old. */
const WINDOW = 60_000;

const digestOf = (body: string | Buffer) => createHash("sha256").update(body).digest("base64url");

interface Signed {
  /** The service and its operation, as `dialog/read`. */
  call: string;
  at: number;
  nonce: string;
  /** Of the body. */
  digest: string;
}

function sign(secret: string, { call, at, nonce, digest }: Signed): Buffer {
  return createHmac("sha256", secret).update(["parley-rpc", call, at, nonce, digest].join("\n")).digest();
}

/** Which service and operation an address names, wherever they are mounted. */
export const callOf = (path: string): string => path.split("/").filter(Boolean).slice(-2).join("/");

/** The `Authorization` of a call: it proves the secret without naming it, for this call, its body and this moment only. */
export function authorize(secret: string, call: string, body: string): string {
  const signed = { call, at: Date.now(), nonce: randomUUID(), digest: digestOf(body) };
  const { at, nonce, digest } = signed;
  return `Parley ${at}.${nonce}.${digest}.${sign(secret, signed).toString("base64url")}`;
}

/** Time, nonce, digest of the body and signature, both of 32 bytes. */
const FORM = /^Parley (\d{1,15})\.([\w-]{36})\.([\w-]{43})\.([\w-]{43})$/;

/** Looks at what calls are authorized with; each is good once. */
export function createVerifier(secret: string, now: () => number = Date.now) {
  /** Nonces of the calls that are not too old yet, the oldest first. */
  const used = new Map<string, number>();

  function isNew(nonce: string, at: number): boolean {
    if (Math.abs(now() - at) > WINDOW || used.has(nonce)) return false;
    for (const [old, until] of used) {
      if (until > now()) break;
      used.delete(old);
    }
    used.set(nonce, now() + 2 * WINDOW);
    return true;
  }

  return {
    /** The digest that the body must have, or nothing if the call is not authorized. */
    digestOf(authorization: string | undefined, call: string): string | undefined {
      const parts = FORM.exec(authorization ?? "")?.slice(1);
      if (!parts) return undefined;
      const [time, nonce, digest, signature] = parts as [string, string, string, string];
      const at = Number(time);
      // Compared first: who does not know the secret learns nothing of times and nonces.
      const right = timingSafeEqual(Buffer.from(signature, "base64url"), sign(secret, { call, at, nonce, digest }));
      return right && isNew(nonce, at) ? digest : undefined;
    },
    matches: (digest: string, body: Buffer): boolean => digestOf(body) === digest,
  };
}
