import type { Setup } from "../../../spine/port.ts";
import { FIELDS, LAST_FIELDS } from "../fields.ts";

const PARTS = {
  messenger: {
    name: "Messenger",
    fields: "`messages`, `messaging_postbacks`, `message_deliveries`, `message_reads`",
    right: "`pages_messaging`",
    id: { en: "Page ID", "zh-CN": "主页编号（Page ID）" },
  },
  instagram: {
    name: "Instagram",
    fields: "`messages`, `messaging_postbacks`, `messaging_seen`",
    right: "`instagram_manage_messages`",
    id: { en: "Instagram account ID", "zh-CN": "Instagram 账号编号" },
  },
};

/** What the console asks for; Messenger and Instagram differ in names. */
export function setupOf(channel: keyof typeof PARTS): Setup {
  const { name, fields, right, id } = PARTS[channel];
  return {
    name: { en: name, "zh-CN": name },
    guide: {
      en: [
        `1. On developers.facebook.com make an app of the type **Business** and add **${name}** to it.`,
        `2. Copy the **App secret** (App settings › Basic). Join your page there, copy its ID (of Instagram: the account's) and make an access token with ${right}.`,
        "3. Make up a **verify token**. Save all of it here.",
        `4. Under **Webhooks** enter \`{address}\` as the callback URL and the verify token. Subscribe to ${fields}.`,
        "5. For people who have no role in the app Meta has to review it.",
        "",
        "People may be written to for 24 hours after their last words; by agents for seven days where Meta has allowed the app *Human Agent*.",
      ].join("\n"),
      "zh-CN": [
        `1. 在 developers.facebook.com 创建 **Business** 类型的应用，并添加 **${name}**。`,
        `2. 复制 **App secret**（应用设置 › 基本）。关联主页，复制编号（Instagram 为账号编号），生成含 ${right} 权限的令牌。`,
        "3. 自己取一个**验证令牌**，全部保存在这里。",
        `4. 在 **Webhooks** 把 \`{address}\` 填为 Callback URL，填写验证令牌，并订阅 ${fields}。`,
        "5. 要服务应用角色以外的用户，应用需通过 Meta 审核。",
        "",
        "用户最后一次发言后 24 小时内可以回复；应用获准 *Human Agent* 时，客服可在 7 天内回复。",
      ].join("\n"),
    },
    fields: [
      { key: "accountId", required: true, label: id, pattern: "\\d{5,25}" },
      ...FIELDS,
      {
        key: "humanAgent",
        label: { en: "Agents may write for seven days", "zh-CN": "客服可在 7 天内回复" },
        hint: { en: "Only where Meta has allowed it.", "zh-CN": "仅在 Meta 批准后选择。" },
        options: ["no", "yes"],
      },
      ...LAST_FIELDS,
    ],
  };
}
