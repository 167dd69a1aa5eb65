import { createHash, randomInt } from "node:crypto";

/** As much of Weibo's fans service as a chat needs. */
export function weibo({ api, hook, show, call }) {
  const appSecret = "demo";
  const me = 1_902_538_057;

  return {
    name: "微博",
    inbox: { channel: "weibo", settings: { api, files: api }, secrets: { appSecret, accessToken: "demo" } },
    take(path, body) {
      if (path !== "2/messages/reply.json") return { uid: me };
      show(JSON.parse(new URLSearchParams(body.toString()).get("data")).text);
      return { result: true };
    },
    async write(text) {
      const [timestamp, nonce] = [String(Date.now()), String(randomInt(1e9))];
      const signature = createHash("sha1").update([appSecret, timestamp, nonce].sort().join("")).digest("hex");
      const created_at = new Date()
        .toUTCString()
        .replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+).*/, "$1 $3 $2 $5 +0000 $4");
      const body = JSON.stringify({ type: "text", receiver_id: me, sender_id: 4_711, created_at, text, data: {} });
      const query = new URLSearchParams({ signature, timestamp, nonce });
      const answer = await call(`${hook}?${query}`, { method: "POST", body });
      const { data } = JSON.parse((await answer.text()) || "{}");
      if (data) show(JSON.parse(decodeURIComponent(data)).text);
    },
  };
}
