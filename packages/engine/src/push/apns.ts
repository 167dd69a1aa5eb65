import { type ClientHttp2Session, connect } from "node:http2";
import { importPKCS8, SignJWT } from "jose";
import type { Memory } from "../spine/port.ts";
import { hashOf } from "./hash.ts";
import { isBusy, later } from "./later.ts";
import { KEPT, type Push, type PushNotice } from "./port.ts";
import { sharedToken } from "./shared-token.ts";

export interface ApnsParts {
  /** The key as Apple gives it: PKCS #8, P-256. */
  key: string;
  keyId: string;
  teamId: string;
  /** The app's bundle id. */
  topic: string;
  memory: Memory;
  /** Where Apple's service is: another for apps that are being developed. */
  base: string;
}

export const APNS = { live: "https://api.push.apple.com", sandbox: "https://api.sandbox.push.apple.com" } as const;

/** Milliseconds for which a token is used: Apple takes an hour at most, and a new one every twenty minutes. */
const HOLDS = 45 * 60_000;
const GONE = new Set(["BadDeviceToken", "DeviceTokenNotForTopic", "Unregistered", "ExpiredToken"]);
/** Characters of an answer that are read. */
const MOST = 4_096;

interface Answer {
  status: number;
  retryAfter?: string;
  reason: string;
}

/** Tells apps on iOS, over a connection that is kept. */
export function createApns({ key, keyId, teamId, topic, memory, base }: ApnsParts): Push<"apns"> {
  let session: ClientHttp2Session | undefined;
  const tokens = sharedToken(memory, `push/apns/${hashOf(`${teamId}\n${keyId}\n${key}`)}`, async () => {
    const token = new SignJWT().setProtectedHeader({ alg: "ES256", kid: keyId }).setIssuer(teamId).setIssuedAt();
    return { value: await token.sign(await importPKCS8(key, "ES256")), until: Date.now() + HOLDS };
  });

  function connected(): ClientHttp2Session {
    if (session && !session.closed && !session.destroyed) return session;
    const opened = connect(base);
    // Who waits for an answer hears of it from the request.
    opened.on("error", () => {});
    opened.on("goaway", () => opened.close());
    opened.unref();
    return (session = opened);
  }

  return {
    async send({ token: device }, notice, signal) {
      const token = await tokens.get(signal);
      const headers = {
        ":method": "POST",
        ":path": `/3/device/${device}`,
        authorization: `bearer ${token}`,
        "apns-topic": topic,
        "apns-push-type": "alert",
        "apns-collapse-id": notice.collapse,
        "apns-expiration": `${Math.floor(Date.now() / 1_000) + KEPT}`,
      };
      const { status, reason: code, retryAfter } = await asked(connected(), headers, bodyOf(notice), signal);
      if (status === 200) return { is: "sent" };
      if (status === 410 || GONE.has(code)) return { is: "gone" };
      const reason = `Apple answers ${status}${code && ` ${code}`}.`;
      if (code === "ExpiredProviderToken") {
        await tokens.forget(token);
        return { is: "later", reason, after: 1_000 };
      }
      return isBusy(status) ? later(reason, retryAfter) : { is: "refused", reason };
    },
    stop: () => session?.close(),
  };
}

const bodyOf = ({ id, collapse, title, body, url, inbox }: PushNotice) =>
  JSON.stringify({
    aps: { alert: { title, body }, sound: "default", "thread-id": collapse },
    id,
    inbox,
    ...(url !== undefined && { url }),
  });

function asked(
  session: ClientHttp2Session,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = session.request(headers, { signal });
    const answer: Answer = { status: 0, reason: "" };
    let said = "";
    request.setEncoding("utf8");
    request.on("response", ({ ":status": status = 0, "retry-after": retryAfter }) => {
      answer.status = status;
      if (typeof retryAfter === "string") answer.retryAfter = retryAfter;
    });
    request.on("data", (part: string) => {
      if (said.length < MOST) said += part;
    });
    request.on("error", reject);
    request.on("close", () => {
      if (answer.status === 0) reject(new Error("Apple's service ended the connection without an answer."));
      else resolve({ ...answer, reason: reasonIn(said) });
    });
    request.end(body);
  });
}

function reasonIn(said: string): string {
  try {
    const { reason } = JSON.parse(said) as { reason?: unknown };
    return typeof reason === "string" ? reason.slice(0, 60) : "";
  } catch {
    return "";
  }
}
