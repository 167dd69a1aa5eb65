import type { SetupField } from "../../spine/port.ts";

/** What is asked for on all of Meta's channels. */
export const FIELDS: SetupField[] = [
  {
    key: "appSecret",
    secret: true,
    required: true,
    label: { en: "App secret", "zh-CN": "应用密钥（App secret）" },
    hint: { en: "App settings › Basic.", "zh-CN": "应用设置 › 基本。" },
  },
  {
    key: "token",
    secret: true,
    required: true,
    label: { en: "Access token", "zh-CN": "访问令牌（Access token）" },
    hint: { en: "One that does not expire.", "zh-CN": "请使用不会过期的令牌。" },
  },
  {
    key: "verifyToken",
    secret: true,
    required: true,
    label: { en: "Verify token", "zh-CN": "验证令牌（Verify token）" },
    hint: { en: "Make one up; enter it here and there.", "zh-CN": "自己取一个，两边填写相同的值。" },
  },
];

/** What hardly anybody changes. */
export const LAST_FIELDS: SetupField[] = [
  {
    key: "version",
    label: { en: "Version of the Graph API", "zh-CN": "Graph API 版本" },
    hint: { en: "v23.0 unless told", "zh-CN": "默认为 v23.0" },
    pattern: "v\\d+\\.\\d+",
  },
  {
    key: "api",
    label: { en: "Address of the Graph API", "zh-CN": "Graph API 地址" },
    hint: { en: "https://graph.facebook.com unless told", "zh-CN": "默认为 https://graph.facebook.com" },
    pattern: "https?://.+",
  },
];
