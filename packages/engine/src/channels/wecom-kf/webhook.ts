import type { ChannelKit } from "../../spine/port.ts";
import { isInTime } from "../passive/fresh.ts";
import { isSigned, sortedSha1 } from "../passive/signed.ts";
import { type Query, queryOf } from "../passive/webhook.ts";
import { decrypt } from "../wechat/crypt.ts";
import { readXml } from "../wechat/xml.ts";
import type { Account } from "./account.ts";

/** The most bytes of a call, which says no more than that there is something. */
const MOST = 65_536;

export interface WebhookParts {
  routes: ChannelKit["routes"];
  account: Account;
  now: () => number;
  /** Hears that there is something for a service account. */
  poke: (kf: string, token?: string) => void;
}

/** Takes what the platform calls with: its handshake, and that there is something to get. What that is, is not in the call. */
export function serveWebhook({ routes, account, now, poke }: WebhookParts): void {
  const { token, key, corpId } = account;

  /** What is said in the call, of which every byte is signed and encrypted. */
  function open({ timestamp = "", nonce = "", msg_signature }: Query, encrypted?: string): string | undefined {
    if (encrypted === undefined || !isInTime(now(), Number(timestamp) * 1_000)) return undefined;
    const isOurs = isSigned(msg_signature, sortedSha1(token, timestamp, nonce, encrypted));
    return isOurs ? decrypt(key, encrypted, corpId) : undefined;
  }

  routes.get("/", (request, response) => {
    const query = queryOf(request);
    const said = open(query, query.echostr);
    if (said === undefined) response.status(403).end();
    else response.type("text/plain").send(said);
  });

  routes.post("/", (request, response) => {
    const body = request.body as Buffer;
    const { Encrypt } = (body.length <= MOST && readXml(body.toString())) || {};
    const said = open(queryOf(request), Encrypt);
    if (said === undefined) return void response.status(403).end();
    const { Event, Token, OpenKfId } = readXml(said) ?? {};
    response.status(200).end();
    if (Event === "kf_msg_or_event" && OpenKfId) poke(OpenKfId, Token);
  });
}
