import type { Setup } from "../../spine/port.ts";

/** What the console asks for. */
export const setup: Setup = {
  name: { en: "Weibo", "zh-CN": "微博" },
  guide: {
    en: `1. The account has to be verified (blue or gold V) and to have the **fans service** (粉丝服务平台).
2. Open **Fans service › Advanced features › Developer mode** and choose an app of yours. Copy its **App Secret** from open.weibo.com.
3. Copy the **access token** that the page of the developer mode shows, and enter both here.
4. Save here, then enter \`{address}\` as the **URL** there, choose **JSON**, and submit. Weibo calls it at once.
5. Press **Test** here. It asks Weibo whose the token is.

People can be written to for 48 hours after they have written, followed, or pressed an item of the menu.`,
    "zh-CN": `1. 账号需已认证，并开通**粉丝服务平台**。
2. 打开 **粉丝服务 › 高级功能 › 开发者模式**，选择自己的应用。在 open.weibo.com 复制它的 **App Secret**。
3. 复制开发者模式页面上的 **access token**，两者都填在这里。
4. 先在这里保存，再到那里把 \`{address}\` 填为 **URL**，格式选 **JSON** 并提交。微博会立即调用它。
5. 在这里点**测试**，系统会向微博询问这个 token 属于谁。

用户发消息、关注或点击菜单后 48 小时内可以回复，条数不限。`,
  },
  fields: [
    { key: "appSecret", secret: true, label: { en: "App Secret", "zh-CN": "App Secret" }, required: true },
    { key: "accessToken", secret: true, label: { en: "Access token", "zh-CN": "Access token" }, required: true },
    {
      key: "windowCodes",
      label: { en: "Error codes of a closed window", "zh-CN": "超出回复时间的错误码" },
      hint: {
        en: "Weibo publishes none. Numbers, with commas between them.",
        "zh-CN": "微博没有公布。填数字，用逗号分隔。",
      },
      pattern: "[\\d, ]+",
    },
    {
      key: "api",
      label: { en: "Address of Weibo", "zh-CN": "微博接口地址" },
      hint: { en: "https://m.api.weibo.com unless told", "zh-CN": "默认为 https://m.api.weibo.com" },
      pattern: "https?://.+",
    },
    {
      key: "files",
      label: { en: "Address of its files", "zh-CN": "微博文件地址" },
      hint: { en: "https://upload.api.weibo.com unless told", "zh-CN": "默认为 https://upload.api.weibo.com" },
      pattern: "https?://.+",
    },
  ],
};
