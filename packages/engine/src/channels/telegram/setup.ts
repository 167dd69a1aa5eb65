import type { Setup } from "../../spine/port.ts";

export const setup: Setup = {
  name: { en: "Telegram", "zh-CN": "Telegram" },
  guide: {
    en: [
      "1. In Telegram write to **@BotFather**: `/newbot`. Choose a name and a user name that ends in `bot`.",
      "2. Paste the token that it answers below, and save. That is all: where this engine has a public `https` address Telegram calls it, else the engine asks Telegram.",
      "3. Find your bot in Telegram and write to it. Give people its address: `https://t.me/<user name>`.",
      "",
      "Who has the token speaks as your bot: `/revoke` makes a new one. Groups are not served.",
    ].join("\n"),
    "zh-CN": [
      "1. 在 Telegram 里找到 **@BotFather**，发送 `/newbot`，取一个名称和以 `bot` 结尾的用户名。",
      "2. 把它回复的令牌（token）粘贴到下面并保存。这样就可以了：本引擎有公网 `https` 地址时由 Telegram 推送，没有时由引擎主动拉取。",
      "3. 在 Telegram 里找到你的机器人，给它发一条消息。把它的地址告诉客户：`https://t.me/<用户名>`。",
      "",
      "谁拿到令牌，谁就能以机器人的身份说话；用 `/revoke` 可以换一个新的。不支持群组。",
    ].join("\n"),
  },
  fields: [
    {
      key: "token",
      secret: true,
      required: true,
      label: { en: "Token", "zh-CN": "令牌" },
      hint: { en: "From @BotFather: digits, a colon, letters.", "zh-CN": "来自 @BotFather：数字、冒号、字母。" },
      pattern: "\\d+:[\\w-]{30,}",
    },
    {
      key: "updates",
      label: { en: "How messages come in", "zh-CN": "消息接收方式" },
      hint: {
        en: "webhook: Telegram calls this engine. polling: the engine asks. Empty: what is possible.",
        "zh-CN": "webhook：由 Telegram 推送。polling：由引擎拉取。留空：自动选择。",
      },
      options: ["webhook", "polling"],
    },
    {
      key: "api",
      label: { en: "Address of the Bot API", "zh-CN": "Bot API 地址" },
      hint: {
        en: "Only where you run a Bot API server of your own. Usual: https://api.telegram.org",
        "zh-CN": "仅在自建 Bot API 服务器时填写。默认：https://api.telegram.org",
      },
    },
  ],
};
