import { importPKCS8, SignJWT } from "jose";
import * as v from "valibot";
import type { GuardedFetch } from "../spine/guard/guarded-fetch.ts";
import type { Memory } from "../spine/port.ts";
import { hashOf } from "./hash.ts";
import { isBusy, later } from "./later.ts";
import { KEPT, type Push, type PushNotice } from "./port.ts";
import { type Fresh, sharedToken } from "./shared-token.ts";

/** What of a service account is needed, as Google's console gives it. */
const Account = v.object({
  project_id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  client_email: v.string(),
  private_key: v.string(),
  token_uri: v.pipe(v.string(), v.url()),
});
export type FcmAccount = v.InferOutput<typeof Account>;

/** The service account in the secret of an inbox; nothing where it is none. */
export function fcmAccount(secret = ""): FcmAccount | undefined {
  try {
    const read = v.safeParse(Account, JSON.parse(secret));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

export interface FcmParts {
  account: FcmAccount;
  memory: Memory;
  fetch: GuardedFetch;
  /** Where Google's service is. */
  base?: string;
}

const SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
const GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/** Milliseconds before its end at which a token is not used any more. */
const EARLY = 120_000;
const MOST = 65_536;

const Granted = v.object({ access_token: v.string(), expires_in: v.number() });
const Refused = v.object({
  error: v.object({
    status: v.optional(v.string(), ""),
    details: v.optional(v.array(v.looseObject({ errorCode: v.optional(v.string()) })), []),
  }),
});

/** Tells apps by Firebase Cloud Messaging (HTTP v1). */
export function createFcm({ account, memory, fetch, base = "https://fcm.googleapis.com" }: FcmParts): Push<"fcm"> {
  const { project_id, client_email, private_key, token_uri } = account;

  async function grant(signal: AbortSignal): Promise<Fresh> {
    const now = Math.floor(Date.now() / 1_000);
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: "RS256", typ: "JWT" })
      .setIssuer(client_email)
      .setAudience(token_uri)
      .setIssuedAt(now)
      .setExpirationTime(now + 3_600)
      .sign(await importPKCS8(private_key, "RS256"));
    const body = new URLSearchParams({ grant_type: GRANT, assertion });
    const answer = await fetch(token_uri, { method: "POST", body, signal, most: MOST });
    const said: unknown = await answer.json().catch(() => undefined);
    if (!v.is(Granted, said)) throw new Error(`Google gives no token for this service account (${answer.status}).`);
    return { value: said.access_token, until: Date.now() + said.expires_in * 1_000 - EARLY };
  }
  const tokens = sharedToken(memory, `push/fcm/${hashOf(`${client_email}\n${private_key}`)}`, grant);

  return {
    async send({ token: device }, notice, signal) {
      const token = await tokens.get(signal);
      const answer = await fetch(`${base}/v1/projects/${project_id}/messages:send`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ message: messageOf(device, notice) }),
        signal,
        most: MOST,
      });
      if (answer.ok) return (await answer.body?.cancel(), { is: "sent" });
      const code = codeIn(await answer.json().catch(() => undefined));
      if (code === "UNREGISTERED" || code === "SENDER_ID_MISMATCH") return { is: "gone" };
      const reason = `Firebase answers ${answer.status}${code && ` ${code}`}.`;
      if (answer.status === 401) {
        await tokens.forget(token);
        return { is: "later", reason, after: 1_000 };
      }
      return isBusy(answer.status) ? later(reason, answer.headers.get("retry-after")) : { is: "refused", reason };
    },
  };
}

function messageOf(token: string, { id, collapse, title, body, url, inbox }: PushNotice) {
  return {
    token,
    notification: { title, body },
    data: { id, inbox, ...(url !== undefined && { url }) },
    android: { collapse_key: collapse, priority: "HIGH", ttl: `${KEPT}s`, notification: { tag: collapse } },
    apns: { headers: { "apns-collapse-id": collapse } },
  };
}

/** What Firebase calls what went wrong: for messages its own word, else that of all its services. */
function codeIn(said: unknown): string {
  if (!v.is(Refused, said)) return "";
  const { status, details } = v.parse(Refused, said).error;
  return details.find(({ errorCode }) => errorCode)?.errorCode ?? status;
}
