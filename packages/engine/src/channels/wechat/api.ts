import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import { type Answer, asJson, createCalls, NO_TOKEN, tokenIn } from "./calls.ts";

/** Whoever is written to may be written to again when they have written. */
const WINDOW = [45015, 45047];
/** Busy, too many calls today or this minute; a server that the account does not know yet. */
const LATER = [-1, 45009, 45011, 40164, ...NO_TOKEN];

export const isWindowOver = ({ errcode = 0 }: Answer): boolean => WINDOW.includes(errcode);

/** What came of a message, as the platform answered. */
export function resultOf(answer: Answer): SendResult {
  const { errcode = 0, errmsg = "", msgid, at } = answer;
  if (errcode === 0) return { is: "sent", ...(msgid !== undefined && { externalId: String(msgid) }) };
  const reason = `${errmsg} (${errcode})`;
  if (isWindowOver(answer)) return { is: "blocked", reason };
  return LATER.includes(errcode) ? { is: "later", reason, ...(at && { at }) } : { is: "failed", reason };
}

export type ApiParts = Pick<ChannelKit, "memory" | "fetch"> & { account: Account; now: () => number };

/** Calls of the platform for an account. */
export function createApi({ account, memory, fetch, now }: ApiParts) {
  const { api, appId, appSecret } = account;

  async function ask(isNew: boolean, signal: AbortSignal) {
    const asked = { grant_type: "client_credential", appid: appId, secret: appSecret, force_refresh: isNew };
    return await tokenIn(await fetch(`${api}/cgi-bin/stable_token`, { ...asJson(asked), signal }));
  }

  return {
    ...createCalls({ api, fetch, account: appId, memory, now, ask }),

    /** Asks for the token that holds, whatever is remembered. */
    async check(signal: AbortSignal): Promise<void> {
      await ask(false, signal);
    },
  };
}
export type Api = ReturnType<typeof createApi>;
