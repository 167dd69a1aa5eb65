import { createHmac } from "node:crypto";
import type { SendResult } from "../../services/dialog/contract.ts";
import type { ChannelKit } from "../../spine/port.ts";
import type { Form } from "../shared/form.ts";

/** Meta said no. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly status: number;
  readonly code: number;
  readonly subcode: number;

  constructor(status: number, { message = `Meta answered ${status}.`, code = 0, error_subcode = 0 }: Said = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.subcode = error_subcode;
  }
}

interface Said {
  message?: string;
  code?: number;
  error_subcode?: number;
}

export interface GraphAccount {
  /** Where the Graph API is, with its version. */
  root: string;
  token: string;
  appSecret: string;
}

/** The Graph API for an account. Its token goes in a header, with a proof that whoever uses it knows the app's secret. */
export function createGraph({ fetch }: Pick<ChannelKit, "fetch">, { root, token, appSecret }: GraphAccount) {
  const proof = createHmac("sha256", appSecret).update(token).digest("hex");
  const bearer = { authorization: `Bearer ${token}` };

  async function ask<T>(path: string, init: RequestInit): Promise<T> {
    const url = new URL(`${root}/${path}`);
    url.searchParams.set("appsecret_proof", proof);
    const response = await fetch(url, { ...init, headers: { ...bearer, ...(init.headers as object) } });
    const said = (await response.json().catch(() => ({}))) as T & { error?: Said };
    if (!response.ok || said.error) throw new GraphError(response.status, said.error);
    return said;
  }

  return {
    get: <T>(path: string, signal: AbortSignal) => ask<T>(path, { signal }),
    post: <T>(path: string, body: object, signal: AbortSignal) =>
      ask<T>(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal,
      }),
    upload: <T>(path: string, { type, length, body }: Form, signal: AbortSignal) =>
      ask<T>(path, {
        method: "POST",
        headers: { "content-type": type, "content-length": String(length) },
        body,
        signal,
      }),
    /** A file that stands on Meta's servers, nothing if it is not there any more. The token is for Meta alone. */
    async file(url: string, most: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined> {
      const isMeta = isOf(new URL(url), new URL(root));
      const response = await fetch(url, { signal, most, ...(isMeta && { headers: bearer }) });
      if (response.ok && response.body) return response.body;
      if (response.status >= 500 || [408, 429].includes(response.status))
        throw new Error(`Meta answered ${response.status}.`);
      return undefined;
    },
  };
}
export type Graph = ReturnType<typeof createGraph>;

const HOUSES = [".facebook.com", ".fbsbx.com", ".fbcdn.net", ".whatsapp.net"];
const isOf = ({ hostname, host, protocol }: URL, root: URL) =>
  host === root.host || (protocol === "https:" && HOUSES.some((house) => hostname.endsWith(house)));

/** They may not be written to now: a day after their last words, or they want no more. */
const CLOSED = [131_047, 131_049, 131_050, 470, 551];
const CLOSED_SUBCODES = [2_018_278, 1_545_041];
/** Too many, or in trouble; and a token or a right that somebody has to put right. */
const LATER = [1, 2, 4, 17, 32, 190, 341, 368, 613, 80_007, 130_429, 131_000, 131_016, 131_048, 131_056, 133_016];

export const isClosed = (error: unknown): boolean =>
  error instanceof GraphError && (CLOSED.includes(error.code) || CLOSED_SUBCODES.includes(error.subcode));

const isForLater = ({ status, code }: GraphError) =>
  LATER.includes(code) || code === 10 || (code >= 200 && code < 300) || [401, 429].includes(status) || status >= 500;

/** What Meta's no means for a message. What is thrown and no word of Meta's is tried again. */
export function resultOf(error: unknown): SendResult {
  if (!(error instanceof GraphError)) throw error;
  const reason = error.code ? `${error.message} (${error.code})` : error.message;
  if (isClosed(error)) return { is: "blocked", reason };
  return { is: isForLater(error) ? "later" : "failed", reason };
}
