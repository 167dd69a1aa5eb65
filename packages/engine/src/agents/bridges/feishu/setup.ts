import type { Setup } from "../../../spine/port.ts";
import { roomFields } from "../settings.ts";

const SCOPES =
  "`im:message`, `im:message:send_as_bot`, `im:message.group_msg`, `im:message.p2p_msg`, `im:chat:readonly`";

export const setup: Setup = {
  name: { en: "Feishu / Lark (for agents)", "zh-CN": "飞书（客服使用）" },
  guide: {
    en: [
      "Agents answer from a group of Feishu (Lark). Visitors notice nothing of it.",
      "",
      "1. At **open.feishu.cn** make an app of your own, and switch on its *bot*.",
      `2. *Permissions*: ${SCOPES}. The third lets the bot see what is written in the group.`,
      "3. *Events & callbacks → Encryption*: set an *Encrypt Key*; paste it below with the app's id and secret, and save.",
      "4. *Event configuration*: send events to `{address}`; add `im.message.receive_v1` and `im.message.recalled_v1`. *Callback configuration*: the same address, `card.action.trigger`.",
      "5. Publish a version of the app, add the bot to the group, and paste the group's id (`oc_…`) below.",
      "6. Each agent gets a code (`POST /api/bridges/code`, see docs/desk-elsewhere.md) and sends it to the bot.",
    ].join("\n"),
    "zh-CN": [
      "客服在飞书群里回复，访客没有任何感知。",
      "",
      "1. 在 **open.feishu.cn** 创建企业自建应用，并启用*机器人*能力。",
      `2. *权限管理*：开通 ${SCOPES}。第三项让机器人看到群里的消息。`,
      "3. *事件与回调 → 加密策略*：设置 *Encrypt Key*，与 App ID、App Secret 一起填到下面并保存。",
      "4. *事件配置*：将事件发送至 `{address}`，添加 `im.message.receive_v1` 和 `im.message.recalled_v1`。*回调配置*：填同一地址，添加 `card.action.trigger`。",
      "5. 发布应用版本，把机器人加到群里，把群的 ID（`oc_…`）填到下面。",
      "6. 每位客服获取绑定码（`POST /api/bridges/code`，见 docs/desk-elsewhere.md），发给机器人。",
    ].join("\n"),
  },
  fields: [
    { key: "appId", required: true, label: { en: "App ID", "zh-CN": "App ID" }, pattern: "cli_\\w+" },
    { key: "appSecret", secret: true, required: true, label: { en: "App Secret", "zh-CN": "App Secret" } },
    { key: "encryptKey", secret: true, required: true, label: { en: "Encrypt Key", "zh-CN": "Encrypt Key" } },
    {
      key: "verificationToken",
      secret: true,
      label: { en: "Verification Token", "zh-CN": "Verification Token" },
      hint: { en: "May be left empty: calls are signed.", "zh-CN": "可以留空：请求已有签名。" },
    },
    ...roomFields({
      label: { en: "Group", "zh-CN": "群" },
      hint: { en: "Its id, as oc_….", "zh-CN": "群的 ID，例如 oc_…。" },
    }),
    {
      key: "api",
      label: { en: "Address of the API", "zh-CN": "接口地址" },
      hint: {
        en: "Usual: https://open.feishu.cn; Lark: https://open.larksuite.com",
        "zh-CN": "默认：https://open.feishu.cn",
      },
    },
  ],
};
