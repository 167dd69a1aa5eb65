import { randomBytes } from "node:crypto";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";

export const ACCOUNT = {
  appId: "wxb11529c136998cb6",
  appSecret: "the secret of the app",
  token: "pamtest",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  name: "gh_2f0d1c9a3b4e",
};

export type Mode = "plain" | "compatible" | "safe";

/** What signs three words signs four: it sorts whatever it is given. */
const signed = (timestamp: string, nonce: string, more = "") => getSignature(ACCOUNT.token, timestamp, nonce, more);

/** A message as the platform sends it. Its cipher and signatures are another house's. */
export function putInto(mode: Mode, xml: string, at: number): { query: string; body: string } {
  const [timestamp, nonce] = [String(Math.floor(at / 1_000)), String(randomBytes(5).readUIntBE(0, 5))];
  const query = new URLSearchParams({ signature: signed(timestamp, nonce), timestamp, nonce });
  if (mode === "plain") return { query: query.toString(), body: xml };
  const given = encrypt(ACCOUNT.encodingAesKey, xml, ACCOUNT.appId);
  query.set("encrypt_type", "aes");
  query.set("msg_signature", signed(timestamp, nonce, given));
  const open = mode === "compatible" ? xml.replace(/^<xml>|<\/xml>$/g, "") : `<ToUserName>${ACCOUNT.name}</ToUserName>`;
  return { query: query.toString(), body: `<xml>${open}<Encrypt>${cdata(given)}</Encrypt></xml>` };
}

/** A reply, or nothing; throws where the platform would say that the account is out of order. */
export function takeOut(mode: Mode, body: string): string | undefined {
  if (body === "success" || body === "") return undefined;
  if (mode === "plain") return body;
  const { Encrypt = "", MsgSignature, TimeStamp = "", Nonce = "" } = fieldsOf(body);
  const { message, id } = decrypt(ACCOUNT.encodingAesKey, Encrypt);
  if (MsgSignature !== signed(TimeStamp, Nonce, Encrypt) || id !== ACCOUNT.appId) throw new Error("It is not signed.");
  return message;
}

const cdata = (words: string) => `<![CDATA[${words.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

export const xmlOf = (fields: Record<string, string>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${cdata(value)}</${name}>`)
    .join("")}</xml>`;

/** Fields by name, those of fields too; words may be in several pieces. */
export function fieldsOf(xml: string): Record<string, string> {
  const found = xml.matchAll(/<(\w+)>((?:<!\[CDATA\[[^]*?\]\]>)+|[^<]*)<\/\1>/g);
  return Object.fromEntries(
    [...found].map(([, name = "", words = ""]) => [name, words.replaceAll(/<!\[CDATA\[|\]\]>/g, "")]),
  );
}
