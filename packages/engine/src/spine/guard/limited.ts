import type { IncomingMessage } from "node:http";
import { ReadableStream } from "node:stream/web";

export interface Limits {
  /** Bytes that an answer may have. */
  most: number;
  /** Milliseconds until it begins, and for which it may rest. */
  patience: number;
  /** Ends it. */
  signal: AbortSignal | undefined;
}

/** Holds an answer to its limits: what is too long, or too slow, fails. */
export function limited({ most, patience, signal: given }: Limits) {
  const late = new AbortController();
  const signal = given ? AbortSignal.any([given, late.signal]) : late.signal;
  const onTime = () =>
    setTimeout(() => void late.abort(new DOMException("There is no answer in time.", "TimeoutError")), patience);

  async function* bytes(answer: IncomingMessage): AsyncGenerator<Uint8Array> {
    const reading = (answer as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    let read = 0;
    try {
      for (;;) {
        const next = await begin(reading.next());
        if (next.done) return;
        read += next.value.length;
        if (read > most) throw new RangeError(`The answer is longer than ${most} bytes.`);
        yield next.value;
      }
    } finally {
      answer.destroy();
    }
  }

  /** Fails with the reason for which it was ended. */
  async function begin<T>(waiting: Promise<T>): Promise<T> {
    const timer = onTime();
    try {
      return await waiting;
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    signal,
    begin,
    body: (answer: IncomingMessage) => ReadableStream.from(bytes(answer)) as unknown as globalThis.ReadableStream,
  };
}
