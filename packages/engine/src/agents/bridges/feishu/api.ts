import { baseOf } from "../../../channels/shared/address.ts";
import { createTokens } from "../../../channels/wechat/tokens.ts";
import type { BridgeKit, Posted } from "../port.ts";

/** 飞书 said no. */
export class FeishuError extends Error {
  override readonly name = "FeishuError";
  readonly code: number;
  /** Milliseconds until it may be asked again. */
  readonly after: number | undefined;

  constructor(code: number, says: string, after?: number) {
    super(`${says} (${code})`);
    this.code = code;
    this.after = after;
  }
}

interface Answer<T> {
  code?: number;
  msg?: string;
  data?: T;
}

export interface ApiParts extends Pick<BridgeKit, "fetch" | "memory"> {
  base: string;
  appId: string;
  appSecret: string;
  now: () => number;
}

/** The token is not taken (any more). */
const NO_TOKEN: readonly number[] = [99_991_661, 99_991_663, 99_991_664, 99_991_668, 99_991_671];

/** The calls of 飞书 that are used, with the app's token, which all nodes share. */
export function createApi({ fetch, memory, base, appId, appSecret, now }: ApiParts) {
  const root = baseOf(base, "The address of the API");

  async function ask(path: string, init: RequestInit, signal: AbortSignal): Promise<Answer<unknown>> {
    const response = await fetch(`${root}/open-apis/${path}`, { ...init, most: 4 * 1_048_576, signal });
    const seconds = Number(response.headers.get("x-ogw-ratelimit-reset") ?? response.headers.get("retry-after"));
    const answer = (await response.json().catch(() => ({}))) as Answer<unknown>;
    if (answer.code === 0) return answer;
    const { code = response.status, msg = "飞书 gave no answer" } = answer;
    throw new FeishuError(code, msg, seconds > 0 ? seconds * 1_000 : undefined);
  }

  const tokens = createTokens({
    account: appId,
    memory,
    now,
    async ask(_isNew, signal) {
      const body = JSON.stringify({ app_id: appId, app_secret: appSecret });
      const headers = { "content-type": "application/json; charset=utf-8" };
      const path = "auth/v3/tenant_access_token/internal";
      const answer = (await ask(path, { method: "POST", headers, body }, signal)) as {
        tenant_access_token?: string;
        expire?: number;
      };
      return { token: answer.tenant_access_token ?? "", seconds: answer.expire ?? 0 };
    },
  });

  async function call<T>(method: string, path: string, body: object | undefined, signal: AbortSignal): Promise<T> {
    const once = async (token: string) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      return ((await ask(path, init, signal)).data ?? {}) as T;
    };
    const token = await tokens(signal);
    try {
      return await once(token);
    } catch (error) {
      if (!(error instanceof FeishuError) || !NO_TOKEN.includes(error.code)) throw error;
      return await once(await tokens(signal, token));
    }
  }

  return { call };
}
export type Api = ReturnType<typeof createApi>;

/** What came of a message that was not taken. Nothing is given up: somebody will see to it. */
export function laterOf(error: unknown): Extract<Posted, { is: "later" }> {
  const reason = error instanceof Error ? error.message : String(error);
  const after = error instanceof FeishuError ? error.after : undefined;
  return { is: "later", reason: `飞书: ${reason}`, ...(after !== undefined && { after }) };
}
