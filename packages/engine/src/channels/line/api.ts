import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit } from "../../spine/port.ts";
import type { Account } from "./account.ts";
import type { LineMessage } from "./messages.ts";

/** LINE said no. */
export class LineError extends Error {
  override readonly name = "LineError";
  readonly status: number;

  constructor(status: number, message = `LINE answered ${status}.`) {
    super(message);
    this.status = status;
  }
}

/** Bytes of a file that somebody sent. */
const MOST = 300 * 1024 ** 2;

/** What LINE says, as far as it is read here. */
interface Said {
  message?: string;
  sentMessages?: { id?: string }[];
  displayName?: string;
  basicId?: string;
}

/** The Messaging API for an account. */
export function createApi({ fetch }: Pick<ChannelKit, "fetch">, { api, data, token }: Omit<Account, "channelSecret">) {
  const bearer = { authorization: `Bearer ${token}` };

  async function ask(path: string, init: RequestInit): Promise<{ status: number; said: Said }> {
    const response = await fetch(`${api}/v2/bot/${path}`, {
      ...init,
      headers: { ...bearer, ...(init.headers as object) },
    });
    const said = (await response.json().catch(() => ({}))) as Said;
    // What a retry key was good for already is there.
    if (!response.ok && response.status !== 409) throw new LineError(response.status, said.message);
    return { status: response.status, said };
  }
  async function post(path: string, body: object, signal: AbortSignal, headers: object = {}): Promise<Said> {
    const { status, said } = await ask(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal,
    });
    if (status === 409 && !("X-Line-Retry-Key" in headers)) throw new LineError(status, said.message);
    return said;
  }

  return {
    /** Sends what a retry key stands for, once however often it is sent. Resolves to what LINE calls the last of it. */
    async push(
      to: string,
      messages: LineMessage[],
      retryKey: string,
      signal: AbortSignal,
    ): Promise<string | undefined> {
      const said = await post("message/push", { to, messages }, signal, { "X-Line-Retry-Key": retryKey });
      return said.sentMessages?.at(-1)?.id;
    },
    /** Answers what somebody wrote, by its token, once. */
    async reply(replyToken: string, messages: LineMessage[], signal: AbortSignal): Promise<string | undefined> {
      const said = await post("message/reply", { replyToken, messages }, signal);
      return said.sentMessages?.at(-1)?.id;
    },
    /** Shows somebody for some seconds that an answer is being made. */
    loading: (chatId: string, loadingSeconds: number, signal: AbortSignal) =>
      post("chat/loading/start", { chatId, loadingSeconds }, signal),
    async nameOf(userId: string, signal: AbortSignal): Promise<string | undefined> {
      return (await ask(`profile/${encodeURIComponent(userId)}`, { signal })).said.displayName;
    },
    async bot(signal: AbortSignal): Promise<Pick<Said, "displayName" | "basicId">> {
      return (await ask("info", { signal })).said;
    },
    /** A file that somebody sent, nothing if it is not there any more. An address is another house's: the token is not for it. */
    async file(ref: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined> {
      const isElsewhere = /^https?:/.test(ref);
      const address = isElsewhere ? ref : `${data}/v2/bot/message/${encodeURIComponent(ref)}/content`;
      const response = await fetch(address, { signal, most: MOST, ...(!isElsewhere && { headers: bearer }) });
      if (response.status === 200 && response.body) return response.body;
      if (GONE.includes(response.status)) return undefined;
      // A film that LINE is not done with yet (202), among others.
      throw new LineError(response.status);
    },
  };
}
export type Api = ReturnType<typeof createApi>;

const GONE = [400, 404, 410];
/** The token is not valid any more, or LINE is in trouble, or there were too many: somebody will see to it. */
const LATER = [401, 403, 408, 429];

/** What LINE's no means for a message. What is thrown and no word of LINE's is tried again. */
export function resultOf(error: unknown): SendResult {
  if (!(error instanceof LineError)) throw error;
  const { status, message: reason } = error;
  // Until the month is over, or somebody buys more.
  if (status === 429 && /monthly limit/i.test(reason)) return { is: "blocked", reason };
  return { is: LATER.includes(status) || status >= 500 ? "later" : "failed", reason };
}

/** Whether LINE looked at nothing of a message: it asks to wait, or does not know us. */
export const isRefused = (error: unknown): boolean =>
  error instanceof LineError && [401, 403, 429].includes(error.status);

/** Whether a reply's token is of no use: it was used, or is too old. */
export const isTokenOver = (error: unknown): boolean =>
  error instanceof LineError && error.status === 400 && /reply token/i.test(error.message);
