import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit } from "../../spine/port.ts";
import { baseOf } from "../shared/address.ts";

/** Telegram said no. */
export class TelegramError extends Error {
  override readonly name = "TelegramError";
  readonly code: number;
  /** Seconds until it may be asked again. */
  readonly retryAfter: number | undefined;

  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** What is asked, in words or in bytes that have a form of their own. */
export type Asked = Record<string, unknown> | { type: string; length: number; body: ReadableStream<Uint8Array> };

interface Answer<T> {
  ok?: boolean;
  result?: T;
  description?: string;
  parameters?: { retry_after?: number };
}

/** The Bot API, of which a dozen calls are used: plain HTTP. The token stands in its addresses, and is never in what is thrown. */
export function createApi({ fetch }: Pick<ChannelKit, "fetch">, base: string, token: string) {
  const root = baseOf(base, "The address of the Bot API");
  const quiet = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw error instanceof TelegramError ? error : new Error(said.replaceAll(token, "…"));
    }
  };

  async function call<T = unknown>(method: string, asked: Asked = {}, signal?: AbortSignal): Promise<T> {
    return await quiet(async () => {
      const response = await fetch(`${root}/bot${token}/${method}`, {
        method: "POST",
        ...inBytes(asked),
        ...(signal && { signal }),
      });
      const answer: Answer<T> = await response.json().then(
        (said) => said as Answer<T>,
        () => ({}),
      );
      if (answer.ok) return answer.result as T;
      const { description = `Telegram answered ${response.status}.`, parameters } = answer;
      throw new TelegramError(response.status, description, parameters?.retry_after);
    });
  }

  return {
    call,
    /** A file by what Telegram calls it; nothing if it is not there any more, or too large for bots. */
    async file(file_id: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined> {
      const path = await call<{ file_path?: string }>("getFile", { file_id }, signal).then(
        ({ file_path }) => file_path,
        (error: unknown) => {
          if (error instanceof TelegramError && error.code === 400) return undefined;
          throw error;
        },
      );
      if (path === undefined) return undefined;
      return await quiet(async () => {
        const response = await fetch(`${root}/file/bot${token}/${path}`, { signal, most: MOST_IN });
        if (response.status === 404) return undefined;
        if (!response.ok || !response.body) throw new Error(`Telegram answered ${response.status}.`);
        return response.body;
      });
    },
  };
}
export type Api = ReturnType<typeof createApi>;

/** Bytes of a file that a bot may fetch. */
const MOST_IN = 20 * 1024 ** 2;

function inBytes(asked: Asked): RequestInit {
  if (asked.body instanceof ReadableStream) {
    const { type, length, body } = asked as Extract<Asked, { length: number }>;
    return { headers: { "content-type": type, "content-length": String(length) }, body };
  }
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(asked) };
}

/** What Telegram's no means for a message. All that is thrown and no word of Telegram's is tried again. */
export function resultOf(error: unknown, now: number): SendResult {
  if (!(error instanceof TelegramError)) throw error;
  const { code, message: reason, retryAfter } = error;
  if (code === 429) return { is: "later", reason, ...(retryAfter !== undefined && { at: now + retryAfter * 1_000 }) };
  // Who blocked the bot, or never began, may still do so; who is gone stays gone.
  if (code === 403) return { is: /deactivated/i.test(reason) ? "failed" : "blocked", reason };
  if (code === 400) return { is: "failed", reason };
  // The token is not valid any more, or Telegram is in trouble: somebody will see to it.
  return { is: "later", reason };
}
