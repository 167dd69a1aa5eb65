import type { ChannelKit } from "../../spine/port.ts";
import { baseOf } from "../shared/address.ts";

/** An account of a gateway, as its inbox says. */
export interface Account {
  sid: string;
  token: string;
  /** Who writes: a number of the account, or a service of it that chooses one. */
  sender: { From: string } | { MessagingServiceSid: string };
  /** Whether pictures are sent as such. */
  mms: boolean;
  api: string;
  /** Where the gateway calls, as everybody sees it: what it signs. */
  address: string;
}

/** Reads what is set of an account. Throws where something is missing, for the console. */
export function accountOf({
  inbox: { settings },
  secrets,
  address,
}: Pick<ChannelKit, "inbox" | "secrets" | "address">): Account {
  const setting = (name: string) => {
    const value = settings[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const [sid, from, service] = [setting("accountSid"), setting("from"), setting("messagingService")];
  const token = secrets["authToken"]?.trim() ?? "";
  if (sid === "") throw new Error("There is no account SID yet.");
  if (token === "") throw new Error("There is no auth token yet.");
  if (from === "" && service === "") throw new Error("There is neither a number nor a messaging service yet.");
  // Its signatures are over the address as it was entered there.
  if (address === undefined) throw new Error("The engine has to be told its public address: PUBLIC_URL.");
  return {
    sid,
    token,
    sender: service === "" ? { From: from } : { MessagingServiceSid: service },
    mms: setting("mms") === "yes",
    api: baseOf(setting("api") || "https://api.twilio.com", "The address of the gateway"),
    address,
  };
}
