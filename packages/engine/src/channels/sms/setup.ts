import type { Setup } from "../../spine/port.ts";

export const setup: Setup = {
  name: { en: "SMS", "zh-CN": "短信" },
  guide: {
    en: [
      "1. At Twilio, or a gateway that speaks its API (SignalWire and others), get a number that can send and receive text messages.",
      "2. Copy the **Account SID** and the **Auth token** from the first page of its console, and enter them here with the number, or the SID of a **messaging service**. Save.",
      "3. Open the number (or the service) there. Under *A message comes in* choose **Webhook**, enter `{address}`, and `HTTP POST`.",
      "4. Press **Test** here, and write a text message to the number.",
      "",
      "What became of a message is asked for with each: nothing is to be set for that. Who writes STOP or 退订 gets nothing more until they write START or 订阅.",
      "",
      "Chinese gateways (阿里云, 腾讯云) let nobody write freely to people: only templates that were approved. They are not served.",
    ].join("\n"),
    "zh-CN": [
      "1. 在 Twilio 或兼容其接口的网关（如 SignalWire）购买一个可收发短信的号码。",
      "2. 在其控制台首页复制 **Account SID** 和 **Auth token**，连同号码（或 **messaging service** 的 SID）填在这里并保存。",
      "3. 在那里打开该号码（或服务），在 *A message comes in* 处选 **Webhook**，填写 `{address}`，方式选 `HTTP POST`。",
      "4. 在这里点**测试**，再给该号码发一条短信。",
      "",
      "送达状态随每条消息一起索取，无需另外设置。对方回复 STOP 或 退订 后不再发送，直到对方回复 START 或 订阅。",
      "",
      "国内短信平台（阿里云、腾讯云）只能发送审核过的模板，不能自由回复，因此不支持。",
    ].join("\n"),
  },
  fields: [
    {
      key: "accountSid",
      required: true,
      label: { en: "Account SID", "zh-CN": "Account SID" },
      pattern: "[\\w-]{10,64}",
    },
    { key: "authToken", secret: true, required: true, label: { en: "Auth token", "zh-CN": "Auth token" } },
    {
      key: "from",
      label: { en: "Number", "zh-CN": "号码" },
      hint: { en: "With + and the country: +15550100", "zh-CN": "含 + 和国家代码：+15550100" },
      pattern: "\\+?\\d{3,15}",
    },
    {
      key: "messagingService",
      label: { en: "Messaging service", "zh-CN": "Messaging service" },
      hint: { en: "Instead of a number: MG…", "zh-CN": "代替号码：MG…" },
      pattern: "MG[0-9a-f]{32}",
    },
    {
      key: "mms",
      label: { en: "Pictures as MMS", "zh-CN": "以彩信发送图片" },
      hint: {
        en: "Only some countries have it. Else people get a link.",
        "zh-CN": "仅部分国家支持；否则发送链接。",
      },
      options: ["yes", "no"],
    },
    {
      key: "api",
      label: { en: "Address of the gateway", "zh-CN": "网关地址" },
      hint: { en: "https://api.twilio.com unless told", "zh-CN": "默认为 https://api.twilio.com" },
      pattern: "https?://.+",
    },
  ],
};
