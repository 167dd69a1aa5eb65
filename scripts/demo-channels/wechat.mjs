import { createHash, randomInt } from "node:crypto";

const cdata = (name, text) => `<${name}><![CDATA[${text}]]></${name}>`;
const plain = (text) => text.replaceAll("]]>", "]] >");

/** As much of WeChat as a chat in plain mode needs: the account answers the call itself, or later by a message. */
export function wechat({ api, hook, show, call }) {
  const token = "demo";

  const calls = {
    "cgi-bin/stable_token": () => ({ access_token: "demo", expires_in: 7_200 }),
    "cgi-bin/message/custom/send": ({ msgtype, ...sent }) => {
      const { content, head_content, list = [] } = sent[msgtype] ?? {};
      show(
        content ?? head_content ?? "📎",
        list.map((item) => ({ label: item.content, value: item.id })),
      );
      return { errcode: 0 };
    },
  };

  return {
    name: "微信公众号",
    inbox: {
      channel: "wechat",
      settings: { api, appId: "wx0demo0demo", mode: "plain" },
      secrets: { token, appSecret: "demo" },
    },
    take(path, body) {
      const asked = body.toString().startsWith("{") ? JSON.parse(body.toString()) : {};
      return calls[path]?.(asked) ?? { errcode: 0, media_id: "demo" };
    },
    async write(text, value) {
      const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), String(randomInt(1e9))];
      const signature = createHash("sha1").update([token, timestamp, nonce].sort().join("")).digest("hex");
      const fields = [
        cdata("ToUserName", "gh_demo"),
        cdata("FromUserName", "o-mei-on-wechat"),
        `<CreateTime>${timestamp}</CreateTime>`,
        cdata("MsgType", "text"),
        cdata("Content", plain(text)),
        `<MsgId>${Date.now()}${randomInt(1e3)}</MsgId>`,
        ...(value ? [cdata("bizmsgmenuid", plain(value))] : []),
      ];
      const query = new URLSearchParams({ signature, timestamp, nonce });
      const answer = await call(`${hook}?${query}`, { method: "POST", body: `<xml>${fields.join("")}</xml>` });
      const [, said] = /<Content><!\[CDATA\[(.*?)\]\]><\/Content>/s.exec(await answer.text()) ?? [];
      if (said) show(said);
    },
  };
}
