import type { Setup } from "../../../spine/port.ts";
import { roomFields } from "../settings.ts";

export const setup: Setup = {
  name: { en: "WeCom (for agents)", "zh-CN": "企业微信（客服使用）" },
  guide: {
    en: [
      "Agents answer from their own chat with an app of WeCom. Its groups let no robot hear what is written there. Each conversation has a number, and words for it begin with it, as `#12 Good morning`.",
      "",
      "1. In the admin console make an app (*自建应用*); who answers has to see it. Paste the company's id, the app's *AgentId* and *Secret* below.",
      "2. *接收消息 → API 接收*: the address is `{address}`; paste *Token* and *EncodingAESKey* below and save here first, then there.",
      "3. *企业可信IP*: enter the address from which this engine calls.",
      "4. Each agent gets a code (`POST /api/bridges/code`, see docs/desk-elsewhere.md) and sends it to the app.",
    ].join("\n"),
    "zh-CN": [
      "客服在自己与企业微信应用的单聊里回复（企业微信群机器人收不到群消息）。每个会话有编号，回复时以编号开头，例如 `#12 您好`。",
      "",
      "1. 在管理后台创建*自建应用*，可见范围包含客服成员。把企业 ID、应用的 *AgentId* 和 *Secret* 填到下面。",
      "2. *接收消息 → API 接收*：URL 填 `{address}`；先把 *Token* 和 *EncodingAESKey* 填到下面并保存，再到后台保存。",
      "3. *企业可信IP*：填入本引擎的出口地址。",
      "4. 每位客服获取绑定码（`POST /api/bridges/code`，见 docs/desk-elsewhere.md），发给应用。",
    ].join("\n"),
  },
  fields: [
    { key: "corpId", required: true, label: { en: "Company's id (CorpID)", "zh-CN": "企业 ID" } },
    { key: "agentId", required: true, label: { en: "AgentId", "zh-CN": "AgentId" }, pattern: "\\d+" },
    { key: "corpSecret", secret: true, required: true, label: { en: "Secret", "zh-CN": "Secret" } },
    { key: "token", secret: true, required: true, label: { en: "Token", "zh-CN": "Token" } },
    {
      key: "encodingAesKey",
      secret: true,
      required: true,
      label: { en: "EncodingAESKey", "zh-CN": "EncodingAESKey" },
      pattern: "[A-Za-z\\d]{43}",
    },
    ...roomFields({
      label: { en: "Who gets conversations", "zh-CN": "接收会话的成员" },
      hint: {
        en: "Users with | between, party:12, tag:3 or @all. Only who is linked can answer.",
        "zh-CN": "成员账号，用 | 隔开；也可以是 party:12、tag:3 或 @all。只有已绑定的成员才能回复。",
      },
    }),
    {
      key: "api",
      label: { en: "Address of the API", "zh-CN": "接口地址" },
      hint: { en: "Usual: https://qyapi.weixin.qq.com", "zh-CN": "默认：https://qyapi.weixin.qq.com" },
    },
  ],
};
