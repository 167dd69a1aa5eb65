import { createHmac, randomUUID } from "node:crypto";

const [accountSid, authToken, us, them] = ["AC0demo0demo0demo", "demo", "+15550199", "+15550100"];

/** As much of a gateway for text messages as a chat needs. */
export function sms({ api, hook, show, call }) {
  return {
    name: "SMS",
    inbox: { channel: "sms", settings: { api, accountSid, from: us }, secrets: { authToken } },
    take(path, body) {
      if (!path.endsWith("/Messages.json")) return { friendly_name: "Demo" };
      show(new URLSearchParams(body.toString()).get("Body") ?? "📎");
      return { sid: `SM${randomUUID()}`, status: "queued" };
    },
    async write(text) {
      const fields = { Body: text, From: them, MessageSid: `SM${randomUUID()}`, NumMedia: "0", To: us };
      const whole =
        hook +
        Object.keys(fields)
          .sort()
          .map((name) => name + fields[name])
          .join("");
      const signature = createHmac("sha1", authToken).update(whole).digest("base64");
      const headers = { "x-twilio-signature": signature };
      await call(hook, { method: "POST", headers, body: new URLSearchParams(fields) });
    },
  };
}
