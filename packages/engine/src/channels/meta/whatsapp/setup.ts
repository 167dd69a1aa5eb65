import type { Setup } from "../../../spine/port.ts";
import { FIELDS, LAST_FIELDS } from "../fields.ts";

export const setup: Setup = {
  name: { en: "WhatsApp", "zh-CN": "WhatsApp" },
  guide: {
    en: [
      "1. On developers.facebook.com make an app of the type **Business** and add **WhatsApp** to it.",
      "2. Copy the **Phone number ID** (WhatsApp › API setup) and the **App secret** (App settings › Basic).",
      "3. Make a **system user** in the business settings, give it the app and the WhatsApp account, and make a token that never expires, with `whatsapp_business_messaging` and `whatsapp_business_management`.",
      "4. Make up a **verify token**. Save all of it here.",
      "5. Under WhatsApp › Configuration enter `{address}` as the **callback URL** and the verify token. Subscribe to `messages`.",
      "",
      "People may be written to for 24 hours after their last words. Later only with a **template** that Meta has approved: one whose body is `{{1}}` and your own words, named below.",
    ].join("\n"),
    "zh-CN": [
      "1. 在 developers.facebook.com 创建 **Business** 类型的应用，并添加 **WhatsApp**。",
      "2. 复制 **Phone number ID**（WhatsApp › API setup）和 **App secret**（应用设置 › 基本）。",
      "3. 在商务设置里创建**系统用户**，授予该应用和 WhatsApp 账号，生成永不过期的令牌，权限为 `whatsapp_business_messaging` 和 `whatsapp_business_management`。",
      "4. 自己取一个**验证令牌**，全部保存在这里。",
      "5. 在 WhatsApp › Configuration 把 `{address}` 填为 **Callback URL**，填写验证令牌，并订阅 `messages`。",
      "",
      "用户最后一次发言后 24 小时内可以回复。之后只能用 Meta 审核过的**模板**：正文含 `{{1}}`，模板名填在下面。",
    ].join("\n"),
  },
  fields: [
    {
      key: "phoneNumberId",
      required: true,
      label: { en: "Phone number ID", "zh-CN": "电话号码编号（Phone number ID）" },
      pattern: "\\d{5,20}",
    },
    ...FIELDS,
    {
      key: "template",
      label: { en: "Template", "zh-CN": "模板名" },
      hint: {
        en: "Sent where nothing else may be; our words stand in its field {{1}}.",
        "zh-CN": "超过 24 小时后使用，正文放入 {{1}}。",
      },
      pattern: "[a-z0-9_]+",
    },
    {
      key: "templateLanguage",
      label: { en: "Language of the template", "zh-CN": "模板语言" },
      hint: { en: "en unless told", "zh-CN": "默认为 en" },
      pattern: "[a-zA-Z_]{2,10}",
    },
    ...LAST_FIELDS,
  ],
};
