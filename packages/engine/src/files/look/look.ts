import type { FileKind } from "@parley/protocol";
import { fileTypeFromBuffer } from "file-type";
import { decode } from "../../text/decode.ts";
import { Refused } from "../problems.ts";
import { extensionOf, safeName } from "./names.ts";
import { asSound } from "./sound.ts";
import { BY_MAGIC, compoundNamed, type KnownType, textNamed, zipNamed } from "./types.ts";

/** Bytes of a file's beginning by which its type is told. */
export const HEAD = 65_536;

/** What a file is by its first bytes, and what it is called from now on. */
export interface Looked {
  name: string;
  kind: FileKind;
  type: string;
}

/** Says what a file is, by its first `HEAD` bytes, or fewer where it is shorter. `Refused` where it is nothing that may be sent. */
export async function lookAt(name: string, head: Buffer, length: number): Promise<Looked> {
  const known = await typeOf(extensionOf(name.trim()), head, length);
  if (!known) throw new Refused("type");
  return { kind: known.kind, type: known.type, name: safeName(name, known.extensions) };
}

async function typeOf(extension: string, head: Buffer, length: number): Promise<KnownType | undefined> {
  // What is packed is not looked into: not here, and by nothing that would have to unpack it.
  if (begins(head, "PK\u0003\u0004") || begins(head, "PK\u0005\u0006")) return zipNamed(extension);
  if (begins(head, "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) return compoundNamed(extension);
  // Two of the marks before words are what sound begins with as well.
  if (MARKS.some((mark) => begins(head, mark)) && isText(head, length)) return wordsNamed(extension);
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const known = found && BY_MAGIC[found.mime.split(";")[0] ?? ""];
  if (known) return asSound(known, head);
  return isText(head, length) ? wordsNamed(extension) : undefined;
}

const MARKS = ["\u00FF\u00FE", "\u00FE\u00FF", "\u00EF\u00BB\u00BF"];
const wordsNamed = (extension: string) => textNamed(extension === "" ? "txt" : extension);

const begins = (head: Buffer, magic: string) => head.subarray(0, magic.length).equals(Buffer.from(magic, "latin1"));

/** Whether it is words, as far as one can tell: the last line may be cut off within a character. */
function isText(head: Buffer, length: number): boolean {
  const whole = length <= head.length;
  const end = whole ? head.length : head.lastIndexOf(10) + 1 || head.length - (head.length % 4);
  try {
    return decode(head.subarray(0, end)).text !== "";
  } catch {
    return false;
  }
}
