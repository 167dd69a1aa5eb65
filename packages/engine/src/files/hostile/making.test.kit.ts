import { strToU8, zipSync } from "fflate";

/** A file that somebody may send to do harm, or by accident, and what has to come of it. */
export interface Hostile {
  what: string;
  name: string;
  bytes: Buffer;
  /** What it is known as afterwards, or why it is refused. */
  becomes: { name: string; type: string; shown?: true } | { refused: "type" | "broken" | "pixels" | "empty" };
}

/** What no file that is shown may have in it. */
export const SCRIPT = "<script>alert(document.domain)</script>";
export const HTML = `<!doctype html><html><body>${SCRIPT}</body></html>`;
export const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}</svg>`;

export const text = (said: string, encoding: BufferEncoding = "utf8") => Buffer.from(said, encoding);
export const bytes = (...parts: (string | Buffer | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));
export const bom = (said: string) => bytes([0xef, 0xbb, 0xbf], text(said));
export const utf16 = (said: string) => bytes([0xff, 0xfe], text(said, "utf16le"));
export const zip = (files: Record<string, string | Uint8Array>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, is]) => [name, typeof is === "string" ? strToU8(is) : is])),
    ),
  );
export const GB18030 = bytes([
  0xc4, 0xfa, 0xba, 0xc3, 0xa3, 0xac, 0xce, 0xd2, 0xb5, 0xc4, 0xb6, 0xa9, 0xb5, 0xa5, 0xd4, 0xda, 0xc4, 0xc4, 0xc0,
  0xef, 0xa3, 0xbf, 10,
]);

export const saved = (name: string, type: string) => ({ name, type });
export const shown = (name: string, type: string) => ({ name, type, shown: true as const });
export const refused = (reason: "type" | "broken" | "pixels" | "empty") => ({ refused: reason });
export const one = (what: string, name: string, is: Buffer, becomes: Hostile["becomes"]): Hostile => ({
  what,
  name,
  bytes: is,
  becomes,
});

export const words = text("just words\n");

export const half = (whole: Buffer) => whole.subarray(0, Math.floor(whole.length / 2));
