import type { ChannelKit } from "../../spine/port.ts";
import { baseOf } from "../shared/address.ts";

/** An account, as its inbox says. */
export interface Account {
  channelSecret: string;
  token: string;
  /** Where LINE takes calls, and where it keeps what people send. */
  api: string;
  data: string;
}

/** Reads what is set of an account. Throws where something is missing, for the console. */
export function accountOf({ inbox: { settings }, secrets }: Pick<ChannelKit, "inbox" | "secrets">): Account {
  const setting = (name: string, usual: string) => {
    const value = settings[name];
    return typeof value === "string" && value.trim() !== "" ? value : usual;
  };
  const secret = (name: string, called: string) => {
    const value = secrets[name]?.trim();
    if (!value) throw new Error(`There is no ${called} yet.`);
    return value;
  };
  return {
    channelSecret: secret("channelSecret", "channel secret"),
    token: secret("token", "channel access token"),
    api: baseOf(setting("api", "https://api.line.me"), "The address of the Messaging API"),
    data: baseOf(setting("data", "https://api-data.line.me"), "The address of LINE's files"),
  };
}
