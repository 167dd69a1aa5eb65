import type { ChannelKit } from "../../spine/port.ts";
import { checkThere, readAccount } from "../passive/account.ts";
import { keyOf } from "../wechat/crypt.ts";

/** An account, as its inbox says. */
export interface Account {
  corpId: string;
  /** Of 微信客服, not of an app. */
  kfSecret: string;
  token: string;
  key: Buffer;
  /** Where the platform takes calls. */
  api: string;
  /** Said to who opens the chat; nothing unless told. */
  welcome: string;
}

const API = "https://qyapi.weixin.qq.com";

/** Reads what is set of an account. Throws, with what to change, where it is not enough. */
export function accountOf(kit: Pick<ChannelKit, "inbox" | "secrets">): Account {
  const { setting, secret, address } = readAccount(kit);
  const given = { corpId: setting("corpId"), kfSecret: secret("kfSecret"), token: secret("token") };
  checkThere(given);
  const key = keyOf(secret("encodingAesKey"));
  return { ...given, key, api: address("api", API), welcome: setting("welcome") };
}
