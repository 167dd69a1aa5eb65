import { setTimeout as wait } from "node:timers/promises";
import type { Gateway } from "./account.ts";
import { Line, type Office, type Telephone } from "./line.test.kit.ts";
import { type Fields, signed } from "./signing.test.kit.ts";

export type { Line } from "./line.test.kit.ts";
export { PUBLIC_KEY } from "./signing.test.kit.ts";

export interface ExchangeOptions {
  gateway: Gateway;
  /** What calls are signed with. */
  secret?: string;
  /** Milliseconds that a second of somebody's silence takes here. */
  second?: number;
  /** How often each webhook comes, at once. */
  times?: number;
}

/** Milliseconds that a gateway waits for an answer, and no longer. */
const HARD = 15_000;
/** How often it calls again where nobody is, a tenth of a second in between: a node has just begun. */
const AGAIN = 600;

export type Exchange = ReturnType<typeof openExchange>;

/** A telephone exchange as the gateways are: it calls webhooks, and does what it is told by them. */
export function openExchange({ gateway, secret = "token", second = 30, times = 1 }: ExchangeOptions) {
  const lines: Line[] = [];
  /** Answers to the same webhook that were not the same. */
  const unequal: string[][] = [];
  const refused: string[] = [];
  /** Milliseconds that answers took. */
  const took: number[] = [];
  const telephones = new Map<string, Telephone>();
  const rung: Office["rung"] = [];

  const signedHere = (url: string, fields: Fields) => signed(gateway, secret, url, fields);

  async function once(url: string, fields: Fields): Promise<string> {
    const { body, headers } = signedHere(url, fields);
    const began = performance.now();
    const answer = await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(HARD) });
    if (answer.status === 404) throw new Error("Nobody serves this number.");
    took.push(performance.now() - began);
    if (!answer.ok) refused.push(`${answer.status} ${new URL(url).pathname}`);
    return await answer.text();
  }

  async function again(url: string, fields: Fields): Promise<string> {
    for (let left = AGAIN; ; left -= 1) {
      try {
        return await once(url, fields);
      } catch (error) {
        if (left === 0 || (error as Error).name === "TimeoutError") throw error;
        await wait(100);
      }
    }
  }

  async function post(url: string, fields: Fields): Promise<string> {
    const answers = await Promise.all(Array.from({ length: times }, () => again(url, fields)));
    if (new Set(answers).size > 1) unequal.push(answers);
    return answers[0] ?? "";
  }

  const office: Office = { isJson: gateway === "jambonz", second, post, telephones, rung };

  return {
    /** Somebody calls. */
    call(address: string, from: string, { patient = false, vouched = false } = {}): Line {
      const line = new Line(office, { address, from, patient, vouched });
      lines.push(line);
      return line;
    },
    signed: signedHere,
    /** What becomes of calls to telephones; which have rung, and what was heard there. */
    telephones,
    rung,
    unequal,
    refused,
    took,
    async close(): Promise<void> {
      await Promise.all(lines.map((line) => line.hangUp().catch(() => {})));
    },
  };
}
