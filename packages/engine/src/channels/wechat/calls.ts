import type { ChannelKit } from "../../spine/port.ts";
import { readJson } from "../passive/json.ts";
import { quietly } from "../passive/quiet.ts";
import { createTokens, type TokenParts } from "./tokens.ts";

/** What the platform answers. */
export interface Answer {
  errcode?: number;
  errmsg?: string;
  media_id?: string;
  msgid?: number | string;
  /** When it may be tried again, in milliseconds since 1970. */
  at?: number;
}

/** The token is not taken (any more). */
export const NO_TOKEN: readonly number[] = [40001, 40014, 42001];

export type CallsParts = Pick<ChannelKit, "fetch"> &
  TokenParts & {
    /** Where the platform takes calls. */
    api: string;
  };

/** What is posted as JSON. The platform does not read characters that are written by their numbers. */
export const asJson = (body: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(body),
});

/** Calls of the platforms of WeChat, with the account's token. */
export function createCalls({ api, fetch: loud, ...parts }: CallsParts) {
  const fetch = quietly(loud);
  const token = createTokens(parts);
  const { now } = parts;

  /** Makes a call with the token; once more with another one, where that is not taken. */
  async function withToken<T extends Answer>(call: (token: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    const first = await token(signal);
    const answer = await call(first);
    return NO_TOKEN.includes(answer.errcode ?? 0) ? await call(await token(signal, first)) : answer;
  }

  const addressOf = (path: string, token: string, query = {}) =>
    `${api}/cgi-bin/${path}?${new URLSearchParams({ access_token: token, ...query }).toString()}`;

  return {
    get: <T extends Answer>(path: string, query: object, signal: AbortSignal): Promise<T> =>
      withToken(async (token) => readAnswer<T>(await fetch(addressOf(path, token, query), { signal }), now), signal),

    post: (path: string, body: object, signal: AbortSignal): Promise<Answer> =>
      withToken(
        async (token) => readAnswer(await fetch(addressOf(path, token), { ...asJson(body), signal }), now),
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
export type Calls = ReturnType<typeof createCalls>;

/** What another house's proxy says instead of the platform counts as that the platform is busy. */
async function readAnswer<T extends Answer>(response: Response, now: () => number): Promise<T> {
  // Numbers of messages may be longer than numbers may be.
  const answer = readJson(await response.text().catch(() => "")) as T | undefined;
  if (response.ok && answer) return answer;
  const seconds = Number(response.headers.get("retry-after"));
  const errmsg = `The platform answered ${response.status}.`;
  return { errcode: -1, errmsg, ...(seconds > 0 && { at: now() + seconds * 1_000 }) } as T;
}

/** What the platform answers who asks for a token. Throws where it gives none. */
export async function tokenIn(response: Response): Promise<{ token: string; seconds: number }> {
  const answer = (await response.json().catch(() => ({}))) as Answer & { access_token?: string; expires_in?: number };
  const { access_token, expires_in = 0, errcode = response.status, errmsg = "There is no token." } = answer;
  if (!access_token) throw new Error(`${errmsg} (${errcode})`);
  return { token: access_token, seconds: expires_in };
}
