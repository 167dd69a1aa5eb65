import { Readable } from "node:stream";
import { ChatError } from "@parley/protocol";

/**
 * Content as chunks that are of exactly that size together, else they end with `invalid` rather than with an end. `failure` is what the
 * content itself failed with, which is not the fault of who takes it.
 */
export function ofSize(content: Buffer | Readable, size: number) {
  let failure: unknown;
  const wrong = (is: string) =>
    new ChatError("invalid", `The content ${is} than the ${size} bytes that were announced.`);

  async function* chunks(): AsyncGenerator<Buffer> {
    let seen = 0;
    try {
      for await (const chunk of content instanceof Readable ? (content as AsyncIterable<Buffer>) : [content]) {
        seen += chunk.length;
        if (seen > size) throw wrong("is longer");
        if (chunk.length > 0) yield chunk;
      }
      if (seen < size) throw wrong("is shorter");
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return { chunks: chunks(), failure: () => failure };
}
