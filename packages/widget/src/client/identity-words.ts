import type { Locale, ProofProblem, RefusedField } from "@parley/protocol";

/** Why a field of what a site says is not taken, for its developers. */
export const fieldWords: Record<Locale, Record<RefusedField["code"], string>> = {
  en: {
    kind: "must be text or a number, in an attribute also true or false; and what the inbox asks for, where it asks",
    tooLong: "must have at most 200 characters",
    email: "is no e-mail address",
    name: "names of attributes have 1 to 50 characters, do not begin with $ and hold no dot",
    tooMany: "a visitor can have at most 50 attributes",
    proven: "was proven by a signature, which alone can change it",
    unknown: "is no field; put what is your own into attributes",
  },
  "zh-CN": {
    kind: "必须是文本或数字，自定义属性还可以是 true 或 false；如收件箱要求填写该项，还须符合其要求",
    tooLong: "不能超过 200 个字符",
    email: "不是有效的邮箱地址",
    name: "自定义属性的名称须为 1 至 50 个字符，不能以 $ 开头，也不能包含点号",
    tooMany: "每位访客最多可有 50 个自定义属性",
    proven: "已由签名验证，只能通过新的签名更改",
    unknown: "没有这个字段；自定义内容请放入 attributes",
  },
};

/** Why a proof of who the visitor is does not count, for the site's developers. */
export const proofWords: Record<Locale, Record<ProofProblem, string>> = {
  en: {
    off: "this inbox takes no proofs of identity",
    malformed: "this is neither a JWT nor a user's id with its hash",
    algorithm: "the token must be signed with HS256",
    signature: "no live key of this inbox has signed this",
    noUser: "the claim sub must be the user's id, 1 to 200 characters",
    noExpiry: "the claim exp is missing",
    expired: "the token has expired; please give another one",
    tooLong: "the claim exp must be at most 24 hours ahead, in seconds",
    notYet: "the claim iat or nbf is in the future",
    audience: "the claim aud names another inbox",
  },
  "zh-CN": {
    off: "此收件箱未启用身份验证",
    malformed: "既不是 JWT，也不是用户 ID 及其哈希值",
    algorithm: "令牌必须使用 HS256 签名",
    signature: "签名与此收件箱的有效密钥不符",
    noUser: "声明 sub 必须是用户 ID，长度为 1 至 200 个字符",
    noExpiry: "缺少声明 exp",
    expired: "令牌已过期，请提供新的令牌",
    tooLong: "声明 exp 最多为 24 小时之后，单位为秒",
    notYet: "声明 iat 或 nbf 晚于当前时间",
    audience: "声明 aud 指向另一个收件箱",
  },
};

/** To the site's developers, where nobody may write without a proof. */
export const neededWords: Record<Locale, string> = {
  en: "identify: only visitors whom the site has signed in may write here; give a token",
  "zh-CN": "identify：只有经网站验证身份的访客才能在此留言，请提供 token",
};
