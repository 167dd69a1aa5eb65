import { randomBytes } from "node:crypto";
import { isSigned, sortedSha1 } from "../passive/signed.ts";
import type { Dialect, Query } from "../passive/webhook.ts";
import type { Account } from "./account.ts";
import { decrypt, encrypt } from "./crypt.ts";
import { decode } from "./decode.ts";
import { asReply, type Message } from "./messages.ts";
import { type Fields, readXml, writeXml } from "./xml.ts";

/** What the platform is told where there is no reply, or where it comes later. */
const NOTHING = "success";

/** How the platform calls an account. */
export function dialectOf(account: Account, now: () => number): Dialect<Message> {
  const { key, token, appId } = account;

  function sealed(said: string, at: number): string {
    if (!key) return said;
    const [Encrypt, Nonce] = [encrypt(key, said, appId), randomBytes(8).toString("hex")];
    return writeXml({ Encrypt, MsgSignature: sortedSha1(token, String(at), Nonce, Encrypt), TimeStamp: at, Nonce });
  }

  return {
    secret: token,
    timeOf: (timestamp) => Number(timestamp) * 1_000,
    isBodySigned: key !== undefined,

    read(body, query) {
      const fields = open(body.toString(), query, account);
      return fields ? decode(fields) : 403;
    },

    pass: (response) => void response.type("text/plain").send(NOTHING),

    answer(response, { from, account: name }, reply) {
      const [at, written] = [Math.floor(now() / 1_000), asReply(reply)];
      if (!written) return void response.type("text/plain").send(NOTHING);
      response.type("application/xml").send(sealed(written({ from, account: name, at }), at));
    },
  };
}

/** What was sent. Where the account has a key, only what is encrypted counts: what stands beside it in the open could be anybody's. */
function open(body: string, query: Query, { key, token, appId }: Account): Fields | undefined {
  const fields = readXml(body);
  if (!key) return fields ?? {};
  const { timestamp = "", nonce = "", msg_signature } = query;
  const { Encrypt } = fields ?? {};
  if (!Encrypt || !isSigned(msg_signature, sortedSha1(token, timestamp, nonce, Encrypt))) return undefined;
  return readXml(decrypt(key, Encrypt, appId) ?? "");
}
