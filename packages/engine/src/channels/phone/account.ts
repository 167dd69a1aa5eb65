import type { KeyObject } from "node:crypto";
import type { ChannelKit } from "../../spine/port.ts";
import { baseOf } from "../shared/address.ts";
import type { Language } from "./flow.ts";
import { publicKeyOf } from "./signatures.ts";

/** How a gateway calls: what it writes, and how it signs. */
export const GATEWAYS = ["twilio", "signalwire", "telnyx", "jambonz"] as const;
export type Gateway = (typeof GATEWAYS)[number];

/** A number that is called, as its inbox says. */
export interface Account {
  gateway: Gateway;
  /** What calls are signed with: a token or secret, or the gateway's key. */
  secret: string;
  key?: KeyObject;
  /** Where we are called; ends with a slash. */
  address: string;
  /** The gateway's API, and our name there; only where they are set. */
  api?: string;
  accountSid: string;
  language: Language;
  voice?: string;
  greeting?: string;
  /** Calls that agents take are recorded, which callers are told first. */
  isRecorded: boolean;
  /** What is played to who waits. */
  music: string;
  /** The number that agents see. */
  callerId?: string;
  /** Seconds for which an agent's telephone rings, and of the longest voicemail. */
  rings: number;
  longest: number;
  /** Milliseconds in which the caller hears something. */
  deadline: number;
  /** The telephone of an agent, or that of the team; none where they answer in writing. */
  numberOf(agent: string): string | undefined;
}

const APIS: Partial<Record<Gateway, string>> = { twilio: "https://api.twilio.com" };
/** The rest of three seconds is for the way, and for the voice to begin. */
const DEADLINE = 2_000;
const NUMBER = /^\+?\d{3,20}$/;

type Given = Pick<ChannelKit, "inbox" | "secrets" | "address">;

/** Reads what is set of a number. Throws, with what to change, where it is not enough. */
export function accountOf({ inbox: { settings }, secrets, address }: Given): Account {
  const setting = (name: string): string => (typeof settings[name] === "string" ? settings[name].trim() : "");
  if (address === undefined) throw new Error("The engine must be told its own public address (PUBLIC_URL).");
  const deadline = Number(settings["deadline"]);
  const signing = signingOf(setting, secrets["secret"]?.trim() ?? "");
  return {
    ...signing,
    address,
    accountSid: setting("accountSid"),
    language: setting("language") === "zh-CN" ? "zh-CN" : "en",
    ...optional("voice", setting("voice")),
    ...optional("greeting", setting("greeting")),
    // Jambonz records nothing: nobody shall hear that it does.
    isRecorded: setting("recording") === "on" && signing.gateway !== "jambonz",
    music: setting("music") || `${address}music.wav`,
    ...optional("callerId", setting("callerId")),
    rings: 20,
    longest: 180,
    deadline: deadline > 0 ? Math.min(deadline, DEADLINE) : DEADLINE,
    numberOf: numbersOf(setting("numbers"), setting("team")),
  };
}

/** How the gateway signs, and where it is. */
function signingOf(
  setting: (name: string) => string,
  secret: string,
): Pick<Account, "gateway" | "secret" | "key" | "api"> {
  const gateway = GATEWAYS.find((one) => one === setting("gateway"));
  if (!gateway) throw new Error(`The gateway must be one of ${GATEWAYS.join(", ")}.`);
  if (secret === "" && gateway !== "telnyx")
    throw new Error("There is no token yet with which the gateway signs its calls.");
  const api = setting("api") || APIS[gateway];
  return {
    gateway,
    secret,
    ...(gateway === "telnyx" && { key: publicKeyOf(setting("publicKey")) }),
    ...(api !== undefined && { api: baseOf(api, "The gateway's API") }),
  };
}

const optional = <Name extends string>(name: Name, value: string) =>
  (value === "" ? {} : { [name]: value }) as { [Key in Name]?: string };

/** Reads `Vera = +49301, Ben = +49302`. */
function numbersOf(entered: string, team: string): Account["numberOf"] {
  const pairs = entered
    .split(/[,;\n，；]/)
    .filter((entry) => entry.trim() !== "")
    .map((entry) => {
      const [name = "", number = ""] = entry.split(/[=＝:：]/).map((part) => part.trim());
      return [name.toLowerCase(), numberIn(number, `the telephone of ${name}`)] as const;
    });
  const known = new Map(pairs);
  const all = team === "" ? undefined : numberIn(team, "the telephone of the team");
  return (agent) => known.get(agent.trim().toLowerCase()) ?? all;
}

function numberIn(entered: string, called: string): string {
  const number = entered.replaceAll(/[\s().-]/g, "");
  if (!NUMBER.test(number)) throw new Error(`For ${called}, enter a number like +49301234567.`);
  return number;
}
