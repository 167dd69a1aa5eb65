import { Readable } from "node:stream";

/** What is sent: all of it, or as it comes. */
export type Body = Buffer | Readable | undefined;

/** Bytes that are handed on at once: what is long moves seen from here. */
const PIECE = 65_536;

export const isStream = (body: unknown): boolean =>
  body instanceof ReadableStream || (typeof body === "object" && body !== null && Symbol.asyncIterator in body);

/** What is no stream is sent with its length: not every platform takes pieces. */
export async function bodyOf(request: Request, given: unknown): Promise<Body> {
  if (!request.body) return undefined;
  if (isStream(given)) return Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  return Buffer.from(await request.arrayBuffer());
}

export const lengthOf = (body: Body) => (Buffer.isBuffer(body) ? { "content-length": String(body.length) } : {});

/** What is sent, piece by piece. `moved` hears of each that the one before is on its way. */
export async function* piecesOf(body: Buffer | Readable, moved: () => void): AsyncGenerator<Buffer> {
  if (Buffer.isBuffer(body)) {
    for (let at = 0; at < body.length; at += PIECE) {
      moved();
      yield body.subarray(at, at + PIECE);
    }
    return;
  }
  for await (const piece of body as AsyncIterable<Buffer>) {
    moved();
    yield piece;
  }
}

/** Closes where something comes from that is not sent, or not sent any more: a file, a cursor. */
export async function closeSource(body: unknown): Promise<void> {
  if (body instanceof Readable) return void body.destroy();
  if (body instanceof ReadableStream) return body.locked ? undefined : await body.cancel();
  if (isStream(body)) await (body as AsyncIterable<unknown>)[Symbol.asyncIterator]().return?.();
}
