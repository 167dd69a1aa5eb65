import type { IncomingMessage } from "node:http";
import type { Limits } from "./limits.ts";

const NO_BODY = [204, 205, 304];

export interface Terms {
  /** Bytes that an answer may have. */
  most: number;
  limits: Limits;
}

/** An answer as `fetch` has it, Whoever cancels its body, or leaves it unread, keeps no connection. */
export function responseOf(answer: IncomingMessage, method: string, terms: Terms): Response {
  const { statusCode: status = 0, statusMessage: statusText = "", rawHeaders } = answer;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  const none = method === "HEAD" || NO_BODY.includes(status);
  const response = new Response(none ? null : bytesOf(answer, terms), { status, statusText, headers });
  // Read to its end, the connection serves the next call.
  if (none) answer.resume();
  return response;
}

function bytesOf(answer: IncomingMessage, { most, limits }: Terms): ReadableStream<Uint8Array> {
  const reading = (answer as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let read = 0;

  async function next(): Promise<Buffer | undefined> {
    const { done, value } = await reading.next();
    // What was ended in the middle ends like what is whole.
    limits.signal.throwIfAborted();
    limits.moved();
    if (done) return undefined;
    read += value.length;
    if (read > most) throw new RangeError(`The answer is longer than ${most} bytes.`);
    return value;
  }

  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const piece = await next();
          if (piece) controller.enqueue(piece);
          else controller.close();
        } catch (error) {
          answer.destroy();
          throw limits.why(error);
        }
      },
      cancel: () => void answer.destroy(),
    },
    { highWaterMark: 0 },
  );
}
