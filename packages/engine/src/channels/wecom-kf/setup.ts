import type { Setup } from "../../spine/port.ts";

/** What the console asks for. */
export const setup: Setup = {
  name: { en: "WeChat Customer Service (WeCom)", "zh-CN": "微信客服" },
  guide: {
    en: `1. Open work.weixin.qq.com as an administrator, **Application management › WeChat Customer Service**, and make a service account.
2. Copy the **company ID** (My company) and, under *API › Callback configuration*, let the page make a **Token** and an **EncodingAESKey**. Enter all three here.
3. Save here, then enter \`{address}\` as the **URL** there. The platform calls it at once.
4. Copy the **Secret** that is shown then, and enter it here. It is the one of WeChat Customer Service, not of an app.
5. Let the API manage the service account. Conversations stay with the *smart assistant*: agents answer here.
6. Press **Test** here. It asks for an access token.

People can be written to for 48 hours after they have written, five messages for each of theirs.`,
    "zh-CN": `1. 以管理员身份打开 work.weixin.qq.com，进入**应用管理 › 微信客服**，新建一个客服账号。
2. 复制**企业 ID**（我的企业），在 *API › 回调配置* 里生成 **Token** 和 **EncodingAESKey**，三者都填在这里。
3. 先在这里保存，再到那里把 \`{address}\` 填为 **URL**。平台会立即调用它。
4. 把随后显示的 **Secret** 填在这里。要用微信客服的 Secret，不是应用的。
5. 把客服账号交给 API 管理。会话保持由**智能助手接待**，坐席在这里回复。
6. 在这里点**测试**，系统会取一次 access token。

用户发消息后 48 小时内可以回复，每条消息最多回复 5 条。`,
  },
  fields: [
    { key: "corpId", label: { en: "Company ID", "zh-CN": "企业 ID" }, required: true, pattern: "[\\w-]{4,64}" },
    { key: "kfSecret", secret: true, label: { en: "Secret", "zh-CN": "微信客服 Secret" }, required: true },
    { key: "token", secret: true, label: { en: "Token", "zh-CN": "Token" }, required: true },
    {
      key: "encodingAesKey",
      secret: true,
      label: { en: "EncodingAESKey", "zh-CN": "EncodingAESKey" },
      required: true,
      pattern: "[A-Za-z0-9+/]{43}",
    },
    {
      key: "welcome",
      label: { en: "Welcome", "zh-CN": "欢迎语" },
      hint: { en: "Said to who opens the chat.", "zh-CN": "用户进入会话时发送。" },
    },
    {
      key: "api",
      label: { en: "Address of WeCom", "zh-CN": "企业微信接口地址" },
      hint: { en: "https://qyapi.weixin.qq.com unless told", "zh-CN": "默认为 https://qyapi.weixin.qq.com" },
      pattern: "https?://.+",
    },
  ],
};
