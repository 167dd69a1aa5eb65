import type { GuardedFetch } from "../../spine/guard/guarded-fetch.ts";
import { isBusy, later } from "../later.ts";
import { KEPT, type Push } from "../port.ts";
import { encrypt } from "./encrypt.ts";
import { vapidHeader, type VapidKeys } from "./vapid.ts";

export interface WebPushParts {
  keys: VapidKeys;
  /** Whom push services may write to: `mailto:` or `https:`. */
  contact: string;
  fetch: GuardedFetch;
}

/** Bytes of an answer that are read: there is nothing in it. */
const MOST = 4_096;

/** Tells browsers, by whatever push service each of them has. */
export function createWebPush({ keys, contact, fetch }: WebPushParts): Push<"web"> {
  return {
    async send({ endpoint, ...browser }, { collapse, ...notice }, signal) {
      let body: Buffer;
      try {
        body = encrypt(Buffer.from(JSON.stringify({ ...notice, tag: collapse })), browser);
      } catch {
        // Nobody can read what is encrypted with keys that are none.
        return { is: "gone" };
      }
      const headers = {
        TTL: `${KEPT}`,
        Urgency: "high",
        Topic: collapse,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        Authorization: await vapidHeader(keys, endpoint, contact),
      };
      const answer = await answered(() =>
        fetch(endpoint, { method: "POST", headers, body: new Uint8Array(body), signal, most: MOST }),
      );
      if (!answer) return { is: "gone" };
      await answer.body?.cancel();
      const { ok, status } = answer;
      if (ok) return { is: "sent" };
      if (status === 404 || status === 410) return { is: "gone" };
      const reason = `The browser's push service answers ${status}.`;
      return isBusy(status) ? later(reason, answer.headers.get("retry-after")) : { is: "refused", reason };
    },
  };
}

/** Nothing where the address is none that may be called. */
async function answered(call: () => Promise<Response>): Promise<Response | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
