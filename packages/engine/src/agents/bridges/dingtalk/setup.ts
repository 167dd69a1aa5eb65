import type { Setup } from "../../../spine/port.ts";
import { roomFields } from "../settings.ts";

export const setup: Setup = {
  name: { en: "DingTalk (for agents)", "zh-CN": "钉钉（客服使用）" },
  guide: {
    en: [
      "Agents answer from a group of DingTalk. It has no threads: each conversation has a number, and words for it begin with it, as `@bot #12 Good morning`.",
      "",
      "1. At **open-dev.dingtalk.com** make an internal app with a *robot*; receive messages by *HTTP*, at `{address}`.",
      "2. Allow it to send group and single messages of robots (`qyapi_robot_sendmsg`). Paste AppKey and AppSecret below.",
      "3. Add the robot to the group. Its `openConversationId` stands in every message that the robot is sent (`conversationId`).",
      "4. Each agent gets a code (`POST /api/bridges/code`, see docs/desk-elsewhere.md) and sends it to the robot.",
    ].join("\n"),
    "zh-CN": [
      "客服在钉钉群里回复。钉钉没有话题：每个会话有编号，回复时以编号开头，例如 `@机器人 #12 您好`。",
      "",
      "1. 在 **open-dev.dingtalk.com** 创建企业内部应用并添加*机器人*，消息接收模式选 *HTTP*，地址填 `{address}`。",
      "2. 开通机器人发送群聊、单聊消息的权限（`qyapi_robot_sendmsg`）。把 AppKey 和 AppSecret 填到下面。",
      "3. 把机器人加到群里。群的 `openConversationId` 就是机器人收到的消息里的 `conversationId`。",
      "4. 每位客服获取绑定码（`POST /api/bridges/code`，见 docs/desk-elsewhere.md），发给机器人。",
    ].join("\n"),
  },
  fields: [
    { key: "appKey", required: true, label: { en: "AppKey", "zh-CN": "AppKey" } },
    { key: "appSecret", secret: true, required: true, label: { en: "AppSecret", "zh-CN": "AppSecret" } },
    {
      key: "robotCode",
      label: { en: "Code of the robot", "zh-CN": "机器人编码（robotCode）" },
      hint: { en: "Usual: the AppKey.", "zh-CN": "默认与 AppKey 相同。" },
    },
    ...roomFields({
      label: { en: "Group", "zh-CN": "群" },
      hint: { en: "Its openConversationId.", "zh-CN": "群的 openConversationId。" },
    }),
    {
      key: "api",
      label: { en: "Address of the API", "zh-CN": "接口地址" },
      hint: { en: "Usual: https://api.dingtalk.com", "zh-CN": "默认：https://api.dingtalk.com" },
    },
  ],
};
