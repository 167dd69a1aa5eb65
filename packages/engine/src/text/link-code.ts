/** Letters and digits of codes: none that is taken for another. */
export const LINK_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The value of the choice (SPEC C2) that stands in a log for a code that was sent: the code itself is kept nowhere. */
export const LINK_SENT = "link:sent";

/** As it is compared: without what people write between its letters. */
export const plainCode = (code: string): string => code.toUpperCase().replaceAll(/[^\dA-Z]/g, "");

/** As it is shown, and sent. */
export const sentCode = (code: string, locale: string): string =>
  `${locale.startsWith("zh") ? "绑定" : "link"} ${code.slice(0, 4)}-${code.slice(4)}`;

const SENT = /^\s*(?:link|绑定)[\s:：_-]{0,3}([\da-z]{4})[\s–—-]?([\da-z]{4})[\s.。!！]*$/i;

/** The code in what somebody wrote, if that is all that they wrote. */
export function codeIn(text: string): string | undefined {
  const [, one, other] = SENT.exec(text.normalize("NFKC")) ?? [];
  return one && other ? plainCode(one + other) : undefined;
}

const CHANNELS = String.raw`微信|公众号|企业微信|微博|客服|电报|账号|帐号|telegram|whatsapp|wechat|weibo|line|messenger|instagram`;
const ASKED = new RegExp(
  String.raw`^(?:我要|我想|请|帮我|请帮我)?(?:绑定|关联)(?:一下)?(?:我的?)?(?:${CHANNELS})[吧。！!.]*$` +
    String.raw`|^(?:please )?(?:link|connect) (?:my )?(?:${CHANNELS}|account|chat|phone)(?: account)?(?: please)?[.!]*$`,
  "i",
);

/** Whether somebody asks to be recognised on another channel, and says nothing else. */
export const wantsLink = (text: string): boolean => ASKED.test(text.normalize("NFKC").trim().replaceAll(/\s+/g, " "));
