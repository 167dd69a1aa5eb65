import type { Setup } from "../../spine/port.ts";

export const setup: Setup = {
  name: { en: "Own, by HTTP", "zh-CN": "自有渠道（HTTP）" },
  guide: {
    en: [
      "1. Make a secret: `whsec_` and 32 random bytes in Base64 (`echo whsec_$(openssl rand -base64 32)`). Paste it below and into your own system.",
      "2. Say below where your system takes our messages. It gets `POST` with JSON, signed as [Standard Webhooks](https://www.standardwebhooks.com) says.",
      "3. Send what your people write to `{address}`, signed the same way.",
      "",
      "`docs/channels/http.md` says what the bodies are, with a whole example.",
    ].join("\n"),
    "zh-CN": [
      "1. 生成一个密钥：`whsec_` 加上 32 个随机字节的 Base64（`echo whsec_$(openssl rand -base64 32)`）。粘贴到下面，也填到你自己的系统里。",
      "2. 在下面填写你的系统接收消息的地址。它会收到按 [Standard Webhooks](https://www.standardwebhooks.com) 签名的 `POST` JSON。",
      "3. 把你的用户写的内容以同样的签名方式发送到 `{address}`。",
      "",
      "消息格式和完整示例见 `docs/channels/http.md`。",
    ].join("\n"),
  },
  fields: [
    {
      key: "secret",
      secret: true,
      required: true,
      label: { en: "Secret", "zh-CN": "密钥" },
      hint: {
        en: "To change it without a gap: the new one, a space, the old one; later the new one alone.",
        "zh-CN": "平滑更换：先填“新密钥 空格 旧密钥”，之后只留新密钥。",
      },
      pattern: "(whsec_)?[\\w+/=-]{32,}( (whsec_)?[\\w+/=-]{32,})?",
    },
    {
      key: "deliverTo",
      required: true,
      label: { en: "Where our messages go", "zh-CN": "消息投递地址" },
      pattern: "https?://[^\\s/?#@]+([/?#]\\S*)?",
    },
  ],
};
