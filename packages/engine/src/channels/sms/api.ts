import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit } from "../../spine/port.ts";
import { fetchTheirs } from "../shared/fetch-theirs.ts";
import type { Account } from "./account.ts";

/** The gateway said no. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly status: number;
  readonly code: number;
  /** Seconds until it may be asked again. */
  readonly retryAfter: number | undefined;

  constructor(status: number, { message, code = 0 }: Said = {}, retryAfter?: number) {
    super(message ?? `The gateway answered ${status}.`);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

interface Said {
  message?: string;
  code?: number;
  sid?: string;
  friendly_name?: string;
}

/** Bytes of a file that may come. */
const MOST = 10 * 1024 ** 2;
/** Houses of Twilio's, beside the address that is set: those that see the token, and all that keep what people send. */
const OWN = [".twilio.com"];
const HOUSES = [...OWN, ".twiliocdn.com"];

/** Calls of a gateway for an account: Twilio's, and those that are like it. */
export function createApi(
  { fetch }: Pick<ChannelKit, "fetch">,
  { api, sid, token }: Pick<Account, "api" | "sid" | "token">,
) {
  const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`;
  const root = `${api}/2010-04-01/Accounts/${encodeURIComponent(sid)}`;

  const its = new URL(api);
  const isFor = (url: URL) => url.origin === its.origin || (isIn(OWN, its) && isIn(OWN, url));

  async function ask(address: string, init: RequestInit): Promise<Said> {
    const response = await fetch(address, { ...init, headers: { authorization } });
    const said = (await response.json().catch(() => ({}))) as Said;
    const seconds = Number(response.headers.get("retry-after"));
    if (!response.ok) throw new GatewayError(response.status, said, seconds > 0 ? seconds : undefined);
    return said;
  }

  return {
    /** Hands a message over. Resolves to what the gateway calls it. */
    async send(fields: Record<string, string>, signal: AbortSignal): Promise<string | undefined> {
      const body = new URLSearchParams(fields);
      return (await ask(`${root}/Messages.json`, { method: "POST", body, signal })).sid;
    },
    account: async (signal: AbortSignal): Promise<string> =>
      (await ask(`${root}.json`, { signal })).friendly_name ?? sid,
    /** A file that somebody sent, nothing where it is not there any more. Only of the gateway's own houses, and the token only for the one it is of. */
    async file(ref: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined> {
      const url = new URL(ref);
      if (!isIn(HOUSES, url) && !isFor(url)) return undefined;
      const response = await fetchTheirs({ fetch }, { url: ref, authorization, isFor, most: MOST, signal });
      if (response.ok && response.body) return response.body;
      if ([404, 410].includes(response.status)) return undefined;
      throw new GatewayError(response.status);
    },
  };
}
export type Api = ReturnType<typeof createApi>;

const isIn = (houses: readonly string[], { protocol, hostname }: URL) =>
  protocol === "https:" && houses.some((house) => hostname.endsWith(house));

/** They have said STOP to the gateway itself. */
const STOPPED = 21_610;
/** Too many, or a queue that is full; and a token that somebody has to put right. */
const LATER = [20_003, 20_429, 21_611, 30_001, 30_022];
const LATER_STATUS = [401, 403, 408, 429];

/** What the gateway's no means for a message. What is thrown and no word of its own is tried again. */
export function resultOf(error: unknown, now: number): SendResult {
  if (!(error instanceof GatewayError)) throw error;
  const { status, code, retryAfter } = error;
  const reason = code ? `${error.message} (${code})` : error.message;
  if (code === STOPPED) return { is: "blocked", reason };
  const isForLater = LATER.includes(code) || LATER_STATUS.includes(status) || status >= 500;
  if (!isForLater || isAboutIt(code)) return { is: "failed", reason };
  return { is: "later", reason, ...(retryAfter !== undefined && { at: now + retryAfter * 1_000 }) };
}

/** Numbers that are none, countries that are switched off, and the like. */
const isAboutIt = (code: number) => code >= 21_000 && code < 22_000 && !LATER.includes(code);

const REASONS: ReadonlyMap<string, string> = new Map([
  ["30002", "The account is suspended"],
  ["30003", "The phone is switched off, or out of reach"],
  ["30004", "The number or its network takes no such messages"],
  ["30005", "There is no such number"],
  ["30006", "The number is a landline, or its network cannot be reached"],
  ["30007", "The network took it for spam"],
  ["30008", "The network does not say why"],
  ["30034", "The sender is not registered with the networks"],
]);

/** Why a message did not arrive, by the gateway's code. Pure. */
export function reasonOf(code: string | null): string | undefined {
  if (!code || code === "0") return undefined;
  return `${REASONS.get(code) ?? "It did not arrive"} (${code})`;
}
