import type { Locale } from "@parley/protocol";

/** What is wrong with a field, in the words of `@parley/protocol`, and in Chinese. `$1` is what the words name. */
const SENTENCES: readonly (readonly [pattern: RegExp, english: string, chinese: string])[] = [
  // The library's own words say what a type was, which is nobody's business who fills in a form.
  [/^Invalid .*received undefined$/, "is missing", "请填写此项"],
  [/^Invalid .*/, "is not of the right kind", "格式不正确"],
  [/^must not be empty$/, "$&", "请填写此项"],
  [/^at most (\d+) characters$/, "$&", "最多 $1 个字符"],
  [/^at most (\d+)$/, "$&", "最多 $1 项"],
  [/^must be words$/, "$&", "请填写文字"],
  [/^must be a list$/, "$&", "请填写列表"],
  [/^must be an object$/, "$&", "格式不正确"],
  [/^must be a number$/, "$&", "请填写数字"],
  [/^must be a whole number$/, "$&", "请填写整数"],
  [/^must not be less than (\S+)$/, "$&", "不能小于 $1"],
  [/^must not be more than (\S+)$/, "$&", "不能大于 $1"],
  [/^must be yes or no$/, "$&", "请选择是或否"],
  [/^must be one of (.+)$/, "$&", "请从以下选项中选择：$1"],
  [/^must be a language such as en or zh-CN$/, "$&", "请填写语言代码，例如 en 或 zh-CN"],
  [/^must be a colour such as (\S+)$/, "$&", "请填写颜色，例如 $1"],
  [/^must not be larger than (.+)$/, "$&", "不能大于 $1"],
  [
    /^must be a picture, or an address that begins with https:\/\/$/,
    "$&",
    "请选择图片，或填写以 https:// 开头的图片地址",
  ],
  [/^must be an address that begins with https:\/\/ or http:\/\/$/, "$&", "请填写以 https:// 或 http:// 开头的网址"],
  [/^must have no blanks in it$/, "$&", "不能包含空格"],
  [/^is needed for this$/, "$&", "启用时必须填写"],
  [
    /^is not found, or is no public address: CHANNEL_HOSTS says which others may be asked$/,
    "$&",
    "找不到此地址，或不是公网地址；可用 CHANNEL_HOSTS 允许其他主机",
  ],
  [/^must be an address that begins with https:\/\/$/, "$&", "请填写以 https:// 开头的网址"],
  [/^is no name of a text$/, "$&", "没有这一条文字"],
  [/^must be a letter, then letters, digits, _ or -$/, "$&", "须以字母开头，其后为字母、数字、下划线或连字符"],
  [/^must be (\d+) to (\d+) letters, digits, _ or -$/, "$&", "须为 $1 至 $2 个字母、数字、下划线或连字符"],
  [/^must be a site such as (\S+)$/, "$&", "请填写网站，例如 $1"],
  [/^must be hours such as (\S+)$/, "$&", "请填写时间段，例如 $1"],
  [/^must end after it begins$/, "$&", "结束时间须晚于开始时间"],
  [/^must be a date such as (\S+)$/, "$&", "请填写日期，例如 $1"],
  [/^must be a time zone such as (\S+)$/, "$&", "请填写时区，例如 $1"],
  [/^must have the seven days of a week$/, "$&", "请填写一周七天"],
  [
    /^must be name, email, phone or attributes.<name>$/,
    "$&",
    "须为 name、email、phone，或 attributes. 加名称（名称不含点号，不以 $ 开头）",
  ],
  [/^must say what is asked$/, "$&", "请填写要询问的内容"],
  [/^must be as many in each language, and some$/, "$&", "请填写选项，且各语言的选项数量须相同"],
  [/^must not ask for the same twice$/, "$&", "同一项内容只能询问一次"],
  [/^must say to what one agrees$/, "$&", "请填写需要访客同意的内容"],
  [/^must be the id of an inbox$/, "$&", "请选择收件箱"],
  [/^is no inbox$/, "$&", "没有这个收件箱"],
  [/^must be name:value$/, "$&", "请按“名称:值”的格式填写"],
  [/^must be lower-case letters, digits, _ or -$/, "$&", "须由小写字母、数字、下划线或连字符组成"],
  [/^must be another word$/, "$&", "请换一个名称"],
  [/^must ask something$/, "$&", "请至少填写一个问题"],
  [/^must have two options or more$/, "$&", "请至少填写两个选项"],
  [/^must have ids of their own$/, "$&", "ID 不能重复"],
  [/^must be a time$/, "$&", "请填写时间"],
  [/^must be a whole number from (\d+) to (\d+)$/, "$&", "请填写 $1 至 $2 之间的整数"],
  [/^is nobody who sees this inbox$/, "$&", "此人或客服组无权查看该收件箱"],
  [/^must be the version that was seen$/, "$&", "缺少您所看到的版本号"],
];

/** What is wrong with a field, in the reader's language; in English where we have no other. */
export function fieldSentence(said: string, locale: Locale): string {
  const known = SENTENCES.find(([pattern]) => pattern.test(said));
  if (!known) return said;
  const [pattern, english, chinese] = known;
  return said.replace(pattern, locale === "en" ? english : chinese);
}

/** `details` with the words about each of its fields in the reader's language. */
export function inFields(details: Record<string, unknown>, locale: Locale): Record<string, unknown> {
  const { fields } = details;
  if (typeof fields !== "object" || fields === null) return details;
  const said = Object.entries(fields as Record<string, string[]>).map(
    ([name, all]) => [name, all.map((one) => fieldSentence(one, locale))] as const,
  );
  return { ...details, fields: Object.fromEntries(said) };
}
