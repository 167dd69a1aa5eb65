import { ChatError, RETRYABLE } from "@parley/protocol";
import type { ChannelKit, Incoming } from "../../spine/port.ts";

/** Milliseconds that what somebody wrote waits for what they wrote before it, and what comes by another call. */
const HOLD = 250;

interface Waiting {
  message: Incoming;
  /** When it came, among all. */
  number: number;
  isDue?: true;
  /** Why it is not taken: one before it could not be. */
  problem?: unknown;
  done: (problem: unknown) => void;
}

interface Line {
  waiting: Waiting[];
  isBusy: boolean;
}

const byTime = (one: Waiting, other: Waiting) =>
  (one.message.at ?? 0) - (other.message.at ?? 0) || one.number - other.number;

export interface TakingParts extends Pick<ChannelKit, "receive" | "onError"> {
  /** Does something when what waits has waited long enough. */
  later?: (act: () => void) => void;
}

/**
 * Takes messages in by the platform's time, each person's in a line of their own. A moment is waited for what was written before, as
 * platforms call on several lines. After one that could not be taken none is that waits behind it, so that all of them come again in order.
 */
export function createTaking({ receive, onError, later = (act) => void setTimeout(act, HOLD) }: TakingParts) {
  const lines = new Map<string, Line>();
  let count = 0;

  /** Resolves to why a message has to come again. */
  async function taken(message: Incoming): Promise<unknown> {
    try {
      await receive(message);
    } catch (error) {
      if (!(error instanceof ChatError) || RETRYABLE.includes(error.code)) return error;
      onError(error);
    }
    return undefined;
  }

  /** Takes the first of what waits. */
  async function step(line: Line): Promise<void> {
    const [first, ...rest] = line.waiting.toSorted(byTime);
    if (!first) return;
    line.waiting = rest;
    const problem = first.problem ?? (await taken(first.message));
    if (problem !== undefined) for (const one of line.waiting) one.problem ??= problem;
    first.done(problem);
  }

  async function go(from: string): Promise<void> {
    const line = lines.get(from);
    if (!line || line.isBusy) return;
    line.isBusy = true;
    while (line.waiting.some(({ isDue }) => isDue)) await step(line);
    line.isBusy = false;
    if (line.waiting.length === 0) lines.delete(from);
  }

  function take(message: Incoming): Promise<unknown> {
    const from = message.from.id;
    const line: Line = lines.get(from) ?? { waiting: [], isBusy: false };
    lines.set(from, line);
    return new Promise((done) => {
      const one: Waiting = { message, number: (count += 1), done };
      line.waiting.push(one);
      later(() => {
        one.isDue = true;
        void go(from);
      });
    });
  }

  /** Takes the messages of one call. Throws why, where some have to come again. */
  return async function takeAll(messages: readonly Incoming[]): Promise<void> {
    const problems = await Promise.all(messages.map(take));
    const problem = problems.find((one) => one !== undefined);
    if (problem !== undefined) throw problem;
  };
}
