import { baseOf } from "../../../channels/shared/address.ts";
import type { BridgeKit, Posted } from "../port.ts";

/** Slack said no. */
export class SlackError extends Error {
  override readonly name = "SlackError";
  /** Milliseconds until it may be asked again. */
  readonly after: number | undefined;

  constructor(says: string, after?: number) {
    super(says);
    this.after = after;
  }
}

export type Fields = Readonly<Record<string, string | number | boolean | object | undefined>>;

export interface Answer {
  ok?: boolean;
  error?: string;
  response_metadata?: { next_cursor?: string };
}

/** The Web API, of which a handful of calls are used. All take forms; what is nested is JSON in them. */
export function createApi({ fetch }: Pick<BridgeKit, "fetch">, base: string, token: string) {
  const root = baseOf(base, "The address of Slack's API");

  async function call<T>(method: string, fields: Fields = {}, signal?: AbortSignal): Promise<T & Answer> {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    const body = new URLSearchParams(
      given.map(([name, value]): [string, string] => [
        name,
        typeof value === "object" ? JSON.stringify(value) : String(value),
      ]),
    );
    const response = await fetch(`${root}/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" },
      body: body.toString(),
      most: 4 * 1_048_576,
      ...(signal && { signal }),
    });
    const seconds = Number(response.headers.get("retry-after"));
    const after = seconds > 0 ? seconds * 1_000 : undefined;
    const answer = (await response.json().catch(() => ({}))) as T & Answer;
    if (response.ok && answer.ok) return answer;
    throw new SlackError(answer.error ?? `Slack answered ${response.status}.`, after);
  }

  return {
    call,
    /** All pages of a list, a few hundred entries each. */
    async *pages<T>(method: string, fields: Fields, signal: AbortSignal): AsyncGenerator<T & Answer> {
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const answer: T & Answer = await call<T>(method, { ...fields, limit: 200, cursor }, signal);
        yield answer;
        cursor = answer.response_metadata?.next_cursor;
        if (!cursor) return;
      }
    },
  };
}
export type Api = ReturnType<typeof createApi>;

const MOST_PAGES = 50;

/** What came of a message that Slack did not take. Nothing is given up: somebody will see to it. */
export function laterOf(error: unknown): Extract<Posted, { is: "later" }> {
  const reason = error instanceof Error ? error.message : String(error);
  const after = error instanceof SlackError ? error.after : undefined;
  return { is: "later", reason: `Slack: ${reason}`, ...(after !== undefined && { after }) };
}
