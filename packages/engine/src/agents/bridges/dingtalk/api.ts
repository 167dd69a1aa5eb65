import { baseOf } from "../../../channels/shared/address.ts";
import { createTokens } from "../../../channels/wechat/tokens.ts";
import type { BridgeKit, Posted } from "../port.ts";

export interface ApiParts extends Pick<BridgeKit, "fetch" | "memory"> {
  base: string;
  appKey: string;
  appSecret: string;
  now: () => number;
}

/** 钉钉 said no. */
export class DingtalkError extends Error {
  override readonly name = "DingtalkError";
  readonly status: number;
  readonly after: number | undefined;

  constructor(status: number, says: string, after?: number) {
    super(`${says} (${status})`);
    this.status = status;
    this.after = after;
  }
}

/** The calls of 钉钉 that are used, with the app's token, which all nodes share. */
export function createApi({ fetch, memory, base, appKey, appSecret, now }: ApiParts) {
  const root = baseOf(base, "The address of the API");

  async function post<T>(path: string, body: object, token: string | undefined, signal: AbortSignal): Promise<T> {
    const response = await fetch(`${root}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { "x-acs-dingtalk-access-token": token }) },
      body: JSON.stringify(body),
      signal,
    });
    const answer = (await response.json().catch(() => ({}))) as T & { code?: string; message?: string };
    if (response.ok) return answer;
    const isTooMuch = response.status === 429 || /limit/i.test(answer.code ?? "");
    throw new DingtalkError(response.status, answer.message ?? "钉钉 gave no answer", isTooMuch ? LIMITED : undefined);
  }

  const tokens = createTokens({
    account: appKey,
    memory,
    now,
    async ask(_isNew, signal) {
      const asked = { appKey, appSecret };
      const path = "v1.0/oauth2/accessToken";
      const { accessToken = "", expireIn = 0 } = await post<Token>(path, asked, undefined, signal);
      return { token: accessToken, seconds: expireIn };
    },
  });

  return {
    tokens,
    async call(path: string, body: object, signal: AbortSignal): Promise<void> {
      const token = await tokens(signal);
      try {
        await post(path, body, token, signal);
      } catch (error) {
        if (!(error instanceof DingtalkError) || error.status !== 401) throw error;
        await post(path, body, await tokens(signal, token), signal);
      }
    },
  };
}
export type Api = ReturnType<typeof createApi>;

interface Token {
  accessToken?: string;
  expireIn?: number;
}

/** Milliseconds to wait where a limit is reached: it counts by the minute. */
const LIMITED = 10_000;

/** What came of a message that was not taken. */
export function laterOf(error: unknown): Extract<Posted, { is: "later" }> {
  const reason = error instanceof Error ? error.message : String(error);
  const after = error instanceof DingtalkError ? error.after : undefined;
  return { is: "later", reason: `钉钉: ${reason}`, ...(after !== undefined && { after }) };
}
