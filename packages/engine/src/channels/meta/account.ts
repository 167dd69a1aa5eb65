import type { ChannelKit } from "../../spine/port.ts";
import { baseOf } from "../shared/address.ts";
import type { GraphAccount } from "./graph.ts";

const META = "https://graph.facebook.com";
/** Of the Graph API, unless the inbox says otherwise: each is kept for two years. */
const VERSION = "v23.0";

export interface MetaAccount extends GraphAccount {
  verifyToken: string;
  /** A setting of the inbox that is words; nothing where it is empty. */
  setting: (name: string) => string | undefined;
}

/** What is known of an account. Throws where something is missing, for the console. */
export function accountOf({ inbox, secrets }: Pick<ChannelKit, "inbox" | "secrets">): MetaAccount {
  const setting = (name: string) => {
    const value = inbox.settings[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const secret = (name: string, called: string) => {
    const value = secrets[name]?.trim();
    if (!value) throw new Error(`There is no ${called} yet.`);
    return value;
  };
  return {
    root: `${baseOf(setting("api") ?? META, "The address of the Graph API")}/${setting("version") ?? VERSION}`,
    token: secret("token", "access token"),
    appSecret: secret("appSecret", "app secret"),
    verifyToken: secret("verifyToken", "verify token"),
    setting,
  };
}
