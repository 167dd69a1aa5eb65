import { createCipheriv, createHash, randomBytes, randomInt } from "node:crypto";

const corpId = "ww0demo0demo";
const token = "demo";
const encodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
const kf = "wk-demo";
const user = "mei-on-wecom";

/** What the platform encrypts: sixteen letters of chance, how long it is, itself, and for whom; filled up to blocks of 32 bytes. */
function encrypted(said) {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(said));
  const whole = Buffer.concat([randomBytes(16), length, Buffer.from(said), Buffer.from(corpId)]);
  const fill = 32 - (whole.length % 32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([whole, Buffer.alloc(fill, fill)])), cipher.final()]).toString(
    "base64",
  );
}

/** As much of 微信客服 as a chat needs: it says that there is something, and lists it to who asks. */
function make({ api, hook, show, call }) {
  const list = [];
  const calls = {
    gettoken: () => ({ errcode: 0, access_token: "demo", expires_in: 7_200 }),
    "kf/sync_msg": ({ cursor }) => ({
      errcode: 0,
      msg_list: list.slice(Number(cursor || 0)),
      next_cursor: String(list.length),
      has_more: 0,
    }),
    "kf/send_msg"({ msgtype, msgid, ...sent }) {
      const { content, head_content, list: items = [] } = sent[msgtype] ?? {};
      show(
        content ?? head_content ?? "📎",
        items.map(({ click }) => ({ label: click.content, value: click.id })),
      );
      return { errcode: 0, msgid };
    },
  };

  return {
    name: "微信客服",
    inbox: {
      channel: "wecom-kf",
      settings: { api, corpId },
      secrets: { kfSecret: "demo", token, encodingAesKey },
    },
    take(path, body) {
      const asked = body.toString().startsWith("{") ? JSON.parse(body.toString()) : {};
      return calls[path.replace("cgi-bin/", "")]?.(asked) ?? { errcode: 0, media_id: "demo" };
    },
    async write(text, value) {
      const now = Math.floor(Date.now() / 1_000);
      const content = { content: text, ...(value && { menu_id: value }) };
      const about = { msgid: randomBytes(8).toString("hex"), open_kfid: kf, external_userid: user, send_time: now };
      list.push({ ...about, origin: 3, msgtype: "text", text: content });
      const given = encrypted(
        `<xml><MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>demo</Token><OpenKfId>${kf}</OpenKfId></xml>`,
      );
      const [timestamp, nonce] = [String(now), String(randomInt(1e9))];
      const msg_signature = createHash("sha1").update([token, timestamp, nonce, given].sort().join("")).digest("hex");
      const query = new URLSearchParams({ msg_signature, timestamp, nonce });
      await call(`${hook}?${query}`, { method: "POST", body: `<xml><Encrypt><![CDATA[${given}]]></Encrypt></xml>` });
    },
  };
}

// Where it is served is called like its channel.
export const wecomKf = Object.defineProperty(make, "name", { value: "wecom-kf" });
