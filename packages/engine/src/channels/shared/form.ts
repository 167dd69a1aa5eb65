import { randomUUID } from "node:crypto";
import { ReadableStream } from "node:stream/web";
import type { OutgoingFile } from "../../spine/render.ts";

/** A form with a file, as it goes over the wire. */
export interface Form {
  /** Its MIME type, with the boundary. */
  type: string;
  /** All of its bytes. */
  length: number;
  body: globalThis.ReadableStream<Uint8Array>;
}

/** A `multipart/form-data` whose file is read while it is sent, so that nothing of its size is kept in memory. */
export function form(fields: Readonly<Record<string, string>>, field: string, file: OutgoingFile): Form {
  const boundary = `parley-${randomUUID()}`;
  const part = (name: string, more = "") =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n`;
  const words = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n${value}\r\n`);
  const of = `; filename="${quoted(file.name)}"\r\ncontent-type: ${file.type}`;
  const head = Buffer.from(`${words.join("")}${part(field, of)}\r\n`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* bytes() {
    yield head;
    yield* file.read();
    yield tail;
  }
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.bytes + tail.length,
    body: ReadableStream.from(bytes()) as unknown as Form["body"],
  };
}

/** As browsers write names in forms: what would end the name is a code. */
const quoted = (name: string) => name.replaceAll(/["\r\n]/g, (found) => encodeURIComponent(found));
