import type { Locale, RefusedField } from "@parley/protocol";

/** Why a field of what a site says is not taken, for its developers. */
export const fieldWords: Record<Locale, Record<RefusedField["code"], string>> = {
  en: {
    kind: "must be text or a number; an attribute also true or false",
    tooLong: "must have at most 200 characters",
    email: "is no e-mail address",
    name: "names of attributes have 1 to 50 characters, do not begin with $ and hold no dot",
    tooMany: "a visitor can have at most 50 attributes",
    proven: "was proven by a signature, which alone can change it",
    unknown: "is no field; put what is your own into attributes",
  },
  "zh-CN": {
    kind: "必须是文本或数字；自定义属性还可以是 true 或 false",
    tooLong: "不能超过 200 个字符",
    email: "不是有效的邮箱地址",
    name: "自定义属性的名称须为 1 至 50 个字符，不能以 $ 开头，也不能包含点号",
    tooMany: "每位访客最多可有 50 个自定义属性",
    proven: "已由签名验证，只能通过新的签名更改",
    unknown: "没有这个字段；自定义内容请放入 attributes",
  },
};
