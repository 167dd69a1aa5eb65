import type { Locale } from "@parley/protocol";

/** Why a line, or a whole file, is refused. `$1` is a value. */
const TEXTS = {
  email: ["“$1” is no e-mail address.", "“$1”不是有效的邮箱地址。"],
  tooLong: ["“$1” has more than 200 characters.", "“$1”超过 200 个字符。"],
  nothing: ["There is no name, e-mail address, phone number or user id.", "缺少姓名、邮箱、电话或用户 ID。"],
  twice: ["Line $1 is about the same person.", "与第 $1 行是同一个人。"],
  several: ["Several contacts are known by this. Join them first.", "有多位联系人与此相符，请先合并。"],
  otherUser: [
    "The contact with this e-mail address has another user id. Contacts are not joined by a file.",
    "使用此邮箱的联系人已有其他用户 ID，导入不会合并联系人。",
  ],
  attributes: ["A contact can have at most 50 attributes.", "一位联系人最多可有 50 个属性。"],
  tags: [
    "A contact can have at most 50 tags of 1 to 50 characters.",
    "一位联系人最多可有 50 个标签，每个 1 至 50 个字符。",
  ],
} as const;

export type ProblemCode = keyof typeof TEXTS;

/** The reason in a reader's language. */
export function problemText(code: ProblemCode, locale: Locale, value = ""): string {
  return TEXTS[code][locale === "en" ? 0 : 1].replace("$1", () =>
    value.length > 60 ? `${value.slice(0, 60)}…` : value,
  );
}
