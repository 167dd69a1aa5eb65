import { describe, expect, test } from "vitest";
import { accountOf as wechatOf } from "../wechat/account.ts";
import { accountOf as wecomOf } from "../wecom-kf/account.ts";
import { accountOf as weiboOf } from "../weibo/account.ts";

const encodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const inboxOf = (settings: object) => ({ id: "a", channel: "a", name: "a", enabled: true, settings: { ...settings } });

/** The platforms, and the settings of theirs that are addresses. */
const accounts = [
  ["wechat", "api", wechatOf],
  ["weibo", "api", weiboOf],
  ["weibo", "files", weiboOf],
  ["wecom-kf", "api", wecomOf],
] as const;

function open(accountOf: (typeof accounts)[number][2], settings: object) {
  const secrets = { appSecret: "s", token: "t", accessToken: "t", kfSecret: "s", encodingAesKey };
  return accountOf({ inbox: inboxOf({ appId: "wx1", corpId: "ww1", ...settings }), secrets }) as unknown as Record<
    string,
    unknown
  >;
}

describe.each(accounts)("the address of %s, %s", (_, name, accountOf) => {
  test.each([
    "https://files .weibo",
    "nowhere",
    "ftp://a.example",
    "https://ann:PASSWORD@a.example",
    "https://a.example?b=c",
  ])("is refused with words that do not repeat it: %s", (address) => {
    const make = () => open(accountOf, { [name]: address });
    expect(make).toThrow(`The setting ${name} must be an address`);
    expect(make).not.toThrow(address);
  });

  test.each([
    ["https://a.example/", "https://a.example"],
    ["http://a.example:8080/b/", "http://a.example:8080/b"],
  ])("is taken without a slash at its end: %s", (address, due) => {
    expect(open(accountOf, { [name]: address })[name]).toBe(due);
  });
});
