import type { Setup } from "../../../spine/port.ts";
import { roomFields } from "../settings.ts";

const SCOPES =
  "`chat:write`, `app_mentions:read`, `channels:history`, `groups:history`, `im:history`, `im:write`, `metadata.message:read`";
const EVENTS = "`message.channels`, `message.groups`, `message.im`, `app_mention`";

export const setup: Setup = {
  name: { en: "Slack (for agents)", "zh-CN": "Slack（客服使用）" },
  guide: {
    en: [
      "Agents answer from a room of Slack. Visitors notice nothing of it.",
      "",
      "1. At **api.slack.com/apps** make an app of your own for your workspace (*From scratch*).",
      `2. *OAuth & Permissions*: the bot's scopes ${SCOPES}. Install it, and paste the token (\`xoxb-…\`) below.`,
      "3. *Basic Information*: paste the signing secret below, and save.",
      `4. *Event Subscriptions*: switch on, the address is \`{address}\`. Bot events: ${EVENTS}.`,
      "5. *Interactivity & Shortcuts*: switch on, with the same address. *App Home*: allow messages to the app.",
      "6. In the room: `/invite @your-app`. Its id (`C…`) stands at the end of *About* of the room.",
      "7. Each agent gets a code (`POST /api/bridges/code`, see docs/desk-elsewhere.md) and sends it to the app as a message.",
    ].join("\n"),
    "zh-CN": [
      "客服在 Slack 群里回复，访客没有任何感知。",
      "",
      "1. 在 **api.slack.com/apps** 为你的工作区创建自己的应用（*From scratch*）。",
      `2. *OAuth & Permissions*：机器人权限 ${SCOPES}。安装后把令牌（\`xoxb-…\`）粘贴到下面。`,
      "3. *Basic Information*：把 Signing Secret 粘贴到下面并保存。",
      `4. *Event Subscriptions*：开启，地址填 \`{address}\`。机器人事件：${EVENTS}。`,
      "5. *Interactivity & Shortcuts*：开启，地址相同。*App Home*：允许给应用发消息。",
      "6. 在群里输入 `/invite @你的应用`。群的编号（`C…`）在群的 *About* 页面底部。",
      "7. 每位客服获取绑定码（`POST /api/bridges/code`，见 docs/desk-elsewhere.md），作为消息发给应用。",
    ].join("\n"),
  },
  fields: [
    {
      key: "token",
      secret: true,
      required: true,
      label: { en: "Bot token", "zh-CN": "机器人令牌" },
      hint: { en: "Begins with xoxb-.", "zh-CN": "以 xoxb- 开头。" },
      pattern: "xoxb-[\\w-]+",
    },
    {
      key: "signingSecret",
      secret: true,
      required: true,
      label: { en: "Signing secret", "zh-CN": "Signing Secret" },
    },
    ...roomFields({
      label: { en: "Room", "zh-CN": "群" },
      hint: { en: "Its id, as C024BE91L.", "zh-CN": "群的编号，例如 C024BE91L。" },
    }),
    {
      key: "api",
      label: { en: "Address of the API", "zh-CN": "接口地址" },
      hint: { en: "Usual: https://slack.com/api", "zh-CN": "默认：https://slack.com/api" },
    },
  ],
};
