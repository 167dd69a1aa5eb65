import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { Gateway } from "./account.ts";

/** What a gateway tells, by the names of TwiML. */
export type Fields = Record<string, string>;

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
export const PUBLIC_KEY = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");

/** Writes and signs what is told as each gateway does: by means of its own, not by those of the channel. */
export function signed(gateway: Gateway, secret: string, url: string, fields: Fields) {
  const at = String(Math.floor(Date.now() / 1_000));
  if (gateway === "jambonz") {
    const body = JSON.stringify(jambonz(fields));
    const v1 = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
    return { body, headers: { "content-type": "application/json", "jambonz-signature": `t=${at},v1=${v1}` } };
  }
  const body = new URLSearchParams(fields).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  if (gateway === "telnyx") {
    const given = sign(null, Buffer.from(`${at}|${body}`), privateKey).toString("base64");
    return { body, headers: { ...headers, "telnyx-signature-ed25519": given, "telnyx-timestamp": at } };
  }
  const names = Object.keys(fields).toSorted((one, other) => (one < other ? -1 : 1));
  const data = url + names.map((name) => `${name}${fields[name]}`).join("");
  const name = gateway === "twilio" ? "x-twilio-signature" : "x-signalwire-signature";
  return { body, headers: { ...headers, [name]: createHmac("sha1", secret).update(data).digest("base64") } };
}

/** The same in the words of jambonz. */
function jambonz(fields: Fields): object {
  const { CallDuration, SpeechResult, Confidence, Digits, DialCallStatus } = fields;
  const speech = {
    is_final: true,
    alternatives: [{ transcript: SpeechResult, confidence: Number(Confidence ?? 0.9) }],
  };
  return {
    call_sid: fields["CallSid"],
    from: fields["From"],
    to: fields["To"],
    call_status: fields["CallStatus"],
    direction: "inbound",
    ...(CallDuration && { duration: Number(CallDuration) }),
    ...(Digits && { digits: Digits, reason: "dtmfDetected" }),
    ...(SpeechResult && { reason: "speechDetected", speech }),
    ...(DialCallStatus && { dial_call_status: DialCallStatus }),
  };
}
