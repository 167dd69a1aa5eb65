import type { Setup } from "../../spine/port.ts";

export const setup: Setup = {
  name: { en: "LINE", "zh-CN": "LINE" },
  guide: {
    en: [
      "1. In the **LINE Official Account Manager** open *Settings › Messaging API* and enable it. A provider and a channel are made.",
      "2. On developers.line.biz open the channel. Copy the **Channel secret** (*Basic settings*), and issue a long-lived **Channel access token** (*Messaging API*). Enter both here and save.",
      "3. Enter `{address}` as the **Webhook URL** there, press *Verify*, and switch on **Use webhook** and **Webhook redelivery**.",
      "4. In the Manager switch off *Auto-response messages* and *Chat* (response settings), so that nobody else answers. A greeting for new friends is LINE's own.",
      "5. Press **Test** here. LINE says how the account is called.",
      "",
      "What answers somebody within seconds is free. What comes later counts against the monthly messages of your plan. Groups are not served. LINE does not say whether a message was read, or that somebody has blocked the account.",
    ].join("\n"),
    "zh-CN": [
      "1. 在 **LINE Official Account Manager** 打开 *Settings › Messaging API* 并启用，会生成一个 provider 和一个 channel。",
      "2. 在 developers.line.biz 打开该 channel，复制 **Channel secret**（*Basic settings*），并签发长期有效的 **Channel access token**（*Messaging API*），填在这里并保存。",
      "3. 在那里把 `{address}` 填为 **Webhook URL**，点 *Verify*，并打开 **Use webhook** 和 **Webhook redelivery**。",
      "4. 在 Manager 的回复设置里关闭*自动回复*和*聊天*，以免重复回答。新好友的欢迎语由 LINE 自己发送。",
      "5. 在这里点**测试**，LINE 会返回账号的名称。",
      "",
      "几秒内的回复免费；之后的消息计入套餐的每月条数。不支持群组。LINE 不告知是否已读，也不告知对方是否已屏蔽账号。",
    ].join("\n"),
  },
  fields: [
    {
      key: "channelSecret",
      secret: true,
      required: true,
      label: { en: "Channel secret", "zh-CN": "Channel secret" },
      hint: { en: "Basic settings: 32 letters and digits.", "zh-CN": "Basic settings：32 位字母和数字。" },
      pattern: "[0-9a-f]{32}",
    },
    {
      key: "token",
      secret: true,
      required: true,
      label: { en: "Channel access token", "zh-CN": "Channel access token" },
      hint: { en: "The long-lived one.", "zh-CN": "长期有效的令牌。" },
    },
    {
      key: "api",
      label: { en: "Address of the Messaging API", "zh-CN": "Messaging API 地址" },
      hint: { en: "https://api.line.me unless told", "zh-CN": "默认为 https://api.line.me" },
      pattern: "https?://.+",
    },
    {
      key: "data",
      label: { en: "Address of LINE's files", "zh-CN": "LINE 文件地址" },
      hint: { en: "https://api-data.line.me unless told", "zh-CN": "默认为 https://api-data.line.me" },
      pattern: "https?://.+",
    },
  ],
};
