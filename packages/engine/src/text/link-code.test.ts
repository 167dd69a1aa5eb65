import { expect, test } from "vitest";
import { codeIn, LINK_LETTERS, sentCode, wantsLink } from "./link-code.ts";

test("[K10] a code is read as it was said, in both languages, and however people write it", () => {
  for (const locale of ["zh-CN", "en"]) expect(codeIn(sentCode("7KQ2M9XD", locale))).toBe("7KQ2M9XD");
  for (const text of ["绑定：7kq2m9xd", "绑定７ＫＱ２－Ｍ９ＸＤ", " LINK 7KQ2 M9XD. ", "link-7KQ2M9XD"])
    expect(codeIn(text), text).toBe("7KQ2M9XD");
  for (const text of ["7KQ2M9XD", "link me", "link 7KQ2-M9XD please", "绑定微信", "link 7KQ2-M9XDA", ""])
    expect(codeIn(text), text).toBeUndefined();
  expect(LINK_LETTERS).not.toMatch(/[01ILOU]/);
});

test("[K10] who asks to be recognised elsewhere is understood only where they say nothing else", () => {
  const asks = [
    "绑定微信",
    "我要绑定我的微博",
    "请帮我绑定账号。",
    "Link my WeChat",
    "connect telegram account",
    "link my account!",
  ];
  for (const text of asks) expect(wantsLink(text), text).toBe(true);
  for (const text of ["怎么绑定银行卡", "绑定微信要收费吗", "link", "my link is broken", "connect me to a person"])
    expect(wantsLink(text), text).toBe(false);
});
