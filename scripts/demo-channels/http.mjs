import { createHmac, randomUUID } from "node:crypto";

/** A house of one's own, as `docs/channels/http.md` says: what is signed here is not looked at twice. */
export function http({ api, hook, show, call }) {
  const key = Buffer.from("a secret of this machine and of nobody else");

  return {
    name: "Own, by HTTP",
    inbox: {
      channel: "http",
      settings: { deliverTo: `${api}/deliver` },
      secrets: { secret: `whsec_${key.toString("base64")}` },
    },
    take(_path, body) {
      const { type, data } = JSON.parse(body.toString());
      if (type === "message") for (const text of data.texts) show(text, data.choices);
      return { id: data.key };
    },
    async write(text, value) {
      const id = randomUUID();
      const body = JSON.stringify({ id, from: { id: "ann", name: "Ann by HTTP" }, text, value });
      const at = String(Math.floor(Date.now() / 1_000));
      const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
      const headers = { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": `v1,${signature}` };
      await call(hook, { method: "POST", headers, body });
    },
  };
}
