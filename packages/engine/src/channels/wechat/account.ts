import type { ChannelKit } from "../../spine/port.ts";
import { checkThere, readAccount } from "../passive/account.ts";
import { keyOf } from "./crypt.ts";
import type { Template } from "./messages.ts";

/** An account, as its inbox says. */
export interface Account {
  appId: string;
  appSecret: string;
  token: string;
  /** Of what is encrypted; without one nothing is. */
  key?: Buffer;
  /** Where the platform takes calls. */
  api: string;
  /** Milliseconds in which a reply is the answer to the platform's call. */
  deadline: number;
  template?: Template;
  /** It is one of several that a company has on WeChat's open platform, which calls people the same in all of them. */
  hasUnion?: boolean;
}

const API = "https://api.weixin.qq.com";

/** Reads what is set of an account. Throws, with what to change, where it is not enough. */
export function accountOf(kit: Pick<ChannelKit, "inbox" | "secrets">): Account {
  const { setting, secret, address, deadline } = readAccount(kit);
  const given = { appId: setting("appId"), appSecret: secret("appSecret"), token: secret("token") };
  checkThere(given);
  const encodingAesKey = secret("encodingAesKey");
  const mode = setting("mode") || (encodingAesKey ? "safe" : "plain");
  const template = setting("template");
  return {
    ...given,
    ...(mode !== "plain" && { key: keyOf(encodingAesKey) }),
    api: address("api", API),
    deadline,
    hasUnion: setting("openPlatform") === "yes",
    ...(template && { template: { id: template, field: setting("templateField") || "thing1" } }),
  };
}
