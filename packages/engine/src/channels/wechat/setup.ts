import type { Setup } from "../../spine/port.ts";

/** What the console asks for. */
export const setup: Setup = {
  name: { en: "WeChat Official Account", "zh-CN": "微信公众号" },
  guide: {
    en: `1. Open mp.weixin.qq.com, **Settings and development › Development interface**. Copy the **AppID**, and make an **AppSecret**.
2. Put the addresses of this server on the **IP allowlist** there.
3. Make up a **Token** (3 to 32 letters and digits) and let the page make an **EncodingAESKey**. Enter both here and there.
4. Choose the **mode**: the same one here and there. *Safe* encrypts what people write.
5. Save here, then enter \`{address}\` as the **URL** there and submit. WeChat calls it at once.
6. Press **Test** here. It asks WeChat for an access token.

Answers that are ready in 4.5 seconds cost nothing. Later ones need the right to send *customer-service messages*, which verified accounts have: 5 for each message of a person, within 48 hours.`,
    "zh-CN": `1. 打开 mp.weixin.qq.com，进入 **设置与开发 › 开发接口管理**，复制 **AppID**，并生成 **AppSecret**。
2. 把本服务器的出口地址加入那里的 **IP 白名单**。
3. 自定一个 **Token**（3 到 32 位字母或数字），并生成 **EncodingAESKey**，在两边填写相同的值。
4. 两边选择同一种**消息加解密方式**。**安全模式**会加密用户所写的内容。
5. 先在这里保存，再到那里把 \`{address}\` 填为 **URL** 并提交。微信会立即调用它。
6. 在这里点**测试**，系统会向微信取一次 access token。

4.5 秒内的回答不占额度。之后的回答需要**客服消息**权限（认证账号才有）：用户每发一条消息，48 小时内可发 5 条。`,
  },
  fields: [
    { key: "appId", label: { en: "AppID", "zh-CN": "AppID" }, required: true, pattern: "wx[\\w-]{4,40}" },
    { key: "appSecret", secret: true, label: { en: "AppSecret", "zh-CN": "AppSecret" }, required: true },
    { key: "token", secret: true, label: { en: "Token", "zh-CN": "Token（令牌）" }, required: true },
    {
      key: "encodingAesKey",
      secret: true,
      label: { en: "EncodingAESKey", "zh-CN": "EncodingAESKey（消息加解密密钥）" },
      hint: { en: "43 letters and digits. Not needed in plain mode.", "zh-CN": "43 位字母或数字。明文模式不需要。" },
      pattern: "[A-Za-z0-9+/]{43}",
    },
    {
      key: "mode",
      label: { en: "Mode", "zh-CN": "消息加解密方式" },
      hint: {
        en: "safe (安全模式), compatible (兼容模式) or plain (明文模式); in the first two only what is encrypted counts.",
        "zh-CN": "safe 为安全模式，compatible 为兼容模式，plain 为明文模式；前两种只认密文。",
      },
      options: ["safe", "compatible", "plain"],
    },
    {
      key: "template",
      label: { en: "Template", "zh-CN": "模板 ID" },
      hint: {
        en: "Tells people of an answer when they may not be written to any more. It must not advertise.",
        "zh-CN": "超过可回复时间后，用模板消息告知用户有回复。不得用于营销。",
      },
    },
    {
      key: "templateField",
      label: { en: "Field of the template", "zh-CN": "模板中放正文的字段" },
      hint: { en: "thing1 unless told", "zh-CN": "默认为 thing1" },
      pattern: "[a-z_]+\\d{0,2}",
    },
    {
      key: "openPlatform",
      label: { en: "On an open platform", "zh-CN": "已绑定开放平台" },
      hint: {
        en: "yes where the account is bound to one of open.weixin.qq.com: people are the same person in all accounts there.",
        "zh-CN": "已绑定到微信开放平台（open.weixin.qq.com）时选 yes：同一人在各账号间可被认出（unionid）。",
      },
      options: ["no", "yes"],
    },
    {
      key: "api",
      label: { en: "Address of WeChat", "zh-CN": "微信接口地址" },
      hint: { en: "https://api.weixin.qq.com unless told", "zh-CN": "默认为 https://api.weixin.qq.com" },
      pattern: "https?://.+",
    },
  ],
};
