import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit } from "../../spine/port.ts";
import { quietly } from "../passive/quiet.ts";
import type { Account } from "./account.ts";
import { asForm } from "./messages.ts";

interface Answer {
  error?: string;
  error_code?: number | string;
}

/** Busy, or too many calls; and a token that the account has to make anew: until then nothing is lost. */
const LATER = [10001, 10002, 10003, 10004, 10009, 10010, 10011, 10022, 10023, 10024];
const NO_TOKEN = [21314, 21315, 21316, 21317, 21319, 21327, 21332];

/** Where the platform says no more than a status, that decides. */
const isForLater = ({ ok, status }: Response, code: number) =>
  code === 0 ? ok || status === 429 || status >= 500 : LATER.includes(code) || NO_TOKEN.includes(code);

/** Calls of the platform for an account. */
export function createApi(
  { api, files, accessToken, windowCodes }: Account,
  kit: Pick<ChannelKit, "fetch">,
  now: () => number,
) {
  const fetch = quietly(kit.fetch);
  const query = (part: Record<string, string> = {}) =>
    new URLSearchParams({ access_token: accessToken, ...part }).toString();

  function resultOf(response: Response, { error = "", error_code = 0 }: Answer): SendResult {
    const code = Number(error_code);
    if (response.ok && code === 0) return { is: "sent" };
    const reason = code ? `${error} (${code})` : `The platform answered ${response.status}.`;
    if (windowCodes.includes(code)) return { is: "blocked", reason };
    if (!isForLater(response, code)) return { is: "failed", reason };
    const seconds = Number(response.headers.get("retry-after"));
    return { is: "later", reason, ...(seconds > 0 && { at: now() + seconds * 1_000 }) };
  }

  const answerOf = async (response: Response) => (await response.json().catch(() => ({}))) as Answer;

  return {
    async say(to: string, text: string, signal: AbortSignal): Promise<SendResult> {
      const body = asForm(accessToken, to, text);
      const response = await fetch(`${api}/2/messages/reply.json`, { method: "POST", body, signal });
      return resultOf(response, await answerOf(response));
    },

    /** A file that somebody sent; nothing where it is not there any more. */
    async download(fid: string, most: number, signal: AbortSignal): Promise<Response | undefined> {
      const response = await fetch(`${files}/2/mss/msget?${query({ fid })}`, { most, signal });
      const isWords = /json|text\//.test(response.headers.get("content-type") ?? "");
      if (response.ok && !isWords) return response;
      const result = resultOf(response, await answerOf(response));
      if (result.is === "failed") return undefined;
      throw new Error("reason" in result ? result.reason : "The platform gave words for a file.");
    },

    /** Whose the token is. */
    async check(signal: AbortSignal): Promise<{ ok: boolean; says: string }> {
      const response = await fetch(`${api}/oauth2/get_token_info?${query()}`, { method: "POST", signal });
      const answer = (await answerOf(response)) as Answer & { uid?: number | string };
      if (response.ok && answer.uid !== undefined) return { ok: true, says: String(answer.uid) };
      const result = resultOf(response, answer);
      return { ok: false, says: "reason" in result ? result.reason : "The platform does not say whose the token is." };
    },
  };
}
