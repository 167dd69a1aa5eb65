import { createHmac, randomUUID } from "node:crypto";

const channelSecret = "00000000000000000000000000000000";
const userId = "U00000000000000000000000000004711";

/** Buttons, wherever in a message they are. */
function actionsIn(part) {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, inside]) => (name === "action" ? [inside] : actionsIn(inside)));
}

/** As much of LINE's Messaging API as a chat of two needs. */
export function line({ api, hook, show, call }) {
  function send({ messages }) {
    for (const message of messages)
      show(
        message.text ?? message.altText ?? "📎",
        actionsIn(message)
          .filter(({ data }) => data)
          .map(({ label, data }) => ({ label, value: data })),
      );
    return { sentMessages: messages.map(() => ({ id: randomUUID() })) };
  }

  return {
    name: "LINE",
    inbox: { channel: "line", settings: { api, data: api }, secrets: { channelSecret, token: "demo" } },
    take(path, body) {
      if (/message\/(push|reply)$/.test(path)) return send(JSON.parse(body.toString()));
      return { displayName: "Ann on LINE" };
    },
    async write(text, value) {
      const what = value
        ? { type: "postback", postback: { data: value } }
        : { type: "message", message: { type: "text", id: randomUUID(), text } };
      const about = { webhookEventId: randomUUID(), timestamp: Date.now(), mode: "active", replyToken: randomUUID() };
      const source = { type: "user", userId };
      const event = { ...about, source, deliveryContext: { isRedelivery: false }, ...what };
      const body = JSON.stringify({ destination: "U0", events: [event] });
      const signature = createHmac("sha256", channelSecret).update(body).digest("base64");
      await call(hook, { method: "POST", headers: { "x-line-signature": signature }, body });
    },
  };
}
