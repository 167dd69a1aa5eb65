import type { ChannelKit } from "../../spine/port.ts";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { Account } from "./account.ts";
import { createTokens } from "./tokens.ts";

/** What the platform answers. */
export interface Answer {
  errcode?: number;
  errmsg?: string;
  media_id?: string;
  msgid?: number;
  /** When it may be tried again, in milliseconds since 1970. */
  at?: number;
}

/** The token is not taken (any more). */
const NO_TOKEN = [40001, 40014, 42001];
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
  const json = (body: object): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  });

  async function ask(isNew: boolean, signal: AbortSignal): Promise<{ token: string; seconds: number }> {
    const asked = { grant_type: "client_credential", appid: appId, secret: appSecret, force_refresh: isNew };
    const response = await fetch(`${api}/cgi-bin/stable_token`, { ...json(asked), signal });
    const answer = (await response.json().catch(() => ({}))) as Answer & { access_token?: string; expires_in?: number };
    const { access_token, expires_in = 0, errcode = response.status, errmsg = "There is no token." } = answer;
    if (!access_token) throw new Error(`${errmsg} (${errcode})`);
    return { token: access_token, seconds: expires_in };
  }
  const token = createTokens({ account: appId, memory, now, ask });

  /** Makes a call with the token; once more with another one, where that is not taken. */
  async function withToken<T extends Answer>(call: (token: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    const first = await token(signal);
    const answer = await call(first);
    return NO_TOKEN.includes(answer.errcode ?? 0) ? await call(await token(signal, first)) : answer;
  }

  const addressOf = (path: string, token: string, query = {}) =>
    `${api}/cgi-bin/${path}?${new URLSearchParams({ access_token: token, ...query }).toString()}`;

  return {
    /** Asks for the token that holds, whatever is remembered. */
    async check(signal: AbortSignal): Promise<void> {
      await ask(false, signal);
    },

    post: (path: string, body: object, signal: AbortSignal): Promise<Answer> =>
      withToken(
        async (token) => readAnswer(await fetch(addressOf(path, token), { ...json(body), signal }), now),
        signal,
      ),

    upload: (type: string, form: () => FormData, signal: AbortSignal): Promise<Answer> =>
      withToken(async (token) => {
        const address = addressOf("media/upload", token, { type });
        return readAnswer(await fetch(address, { method: "POST", body: form(), signal }), now);
      }, signal),

    /** A file that somebody sent; an answer without a response where there is none. */
    download: (id: string, most: number, signal: AbortSignal): Promise<Answer & { response?: Response }> =>
      withToken(async (token): Promise<Answer & { response?: Response }> => {
        const response = await fetch(addressOf("media/get", token, { media_id: id }), { most, signal });
        const isFile = response.ok && !/json|text\/plain/.test(response.headers.get("content-type") ?? "");
        if (isFile) return { response };
        const answer = await readAnswer<Answer & { video_url?: string }>(response, now);
        return answer.video_url ? { response: await fetch(answer.video_url, { most, signal }) } : answer;
      }, signal),
  };
}
export type Api = ReturnType<typeof createApi>;

/** What another house's proxy says instead of the platform counts as that the platform is busy. */
async function readAnswer<T extends Answer>(response: Response, now: () => number): Promise<T> {
  const answer = (await response.json().catch(() => undefined)) as T | undefined;
  if (response.ok && answer) return answer;
  const seconds = Number(response.headers.get("retry-after"));
  const errmsg = `The platform answered ${response.status}.`;
  return { errcode: -1, errmsg, ...(seconds > 0 && { at: now() + seconds * 1_000 }) } as T;
}
