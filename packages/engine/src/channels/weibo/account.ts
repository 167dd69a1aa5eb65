import type { ChannelKit } from "../../spine/port.ts";
import { checkThere, readAccount } from "../passive/account.ts";

/** An account, as its inbox says. */
export interface Account {
  appSecret: string;
  accessToken: string;
  /** Where the platform takes calls, and where it keeps files. */
  api: string;
  files: string;
  /** Milliseconds in which a reply is the answer to the platform's call. */
  deadline: number;
  /** Error codes that say that somebody may not be written to any more. The platform publishes none. */
  windowCodes: readonly number[];
}

const API = "https://m.api.weibo.com";
const FILES = "https://upload.api.weibo.com";

/** Reads what is set of an account. Throws, with what to change, where it is not enough. */
export function accountOf(kit: Pick<ChannelKit, "inbox" | "secrets">): Account {
  const { setting, secret, address, deadline } = readAccount(kit);
  const given = { appSecret: secret("appSecret"), accessToken: secret("accessToken") };
  checkThere(given);
  return {
    ...given,
    api: address("api", API),
    files: address("files", FILES),
    deadline,
    windowCodes: (setting("windowCodes").match(/\d+/g) ?? []).map(Number),
  };
}
