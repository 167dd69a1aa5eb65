import { ChatError } from "@parley/protocol";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import * as v from "valibot";
import type { AnyDoc } from "../store/document.ts";
import { canonical, createTally, sameTally } from "./checksum.ts";
import { createBlobTally, NO_BLOBS } from "./blobs.ts";
import { BlobPart, FORMAT, Header, Manifest, Part } from "./format.ts";

/** Who hears what is in a backup while it is read; reading waits for them. */
export interface Reader {
  onPart?: (part: Part) => Promise<void>;
  /** Hears of some documents of a part at a time, in their order. */
  onDocs: (part: Part, docs: AnyDoc[]) => Promise<void>;
  /** Takes a blob's content, all of it. */
  onBlob?: (key: string, content: Readable, bytes: number) => Promise<void>;
}

const MOST_DOCS = 500;
const MOST_CHARACTERS = 4 * 1024 * 1024;

interface Begun {
  part: Part;
  tally: ReturnType<typeof createTally>;
  docs: AnyDoc[];
  characters: number;
}

/**
 * Reads a backup and checks that it is complete and what was written. Resolves to its manifest. Rejects with `notFound` if there is
 * no such file, with `version` if a newer Parley made it, and with `invalid` if it is damaged, cut off, or changed.
 */
export async function readBackup(file: string, { onPart, onDocs, onBlob }: Reader): Promise<Manifest> {
  const tallies: Manifest["collections"] = {};
  const before = createHash("sha256");
  let header: Header | undefined;
  let begun: Begun | undefined;
  let manifest: Manifest | undefined;
  const lines = linesOf(file);
  const blobs = createBlobTally();
  let last: string | undefined;

  /** The next line; the one before is a line before the manifest's. */
  async function advance(): Promise<string | undefined> {
    if (last !== undefined && !manifest) before.update(`${last}\n`);
    const { value, done } = await lines.next();
    return (last = done ? undefined : value);
  }

  async function takeBlob({ blob: key, bytes }: BlobPart): Promise<void> {
    const tallied = blobs.begin(key);
    const content = bytesOf(advance, bytes, () => damaged(file, `${key} is not what was backed up`));
    const watched = Readable.from(tee(content, tallied.add));
    if (onBlob) await onBlob(key, watched, bytes);
    else for await (const _piece of watched);
    tallied.end();
  }

  async function flush({ docs, part }: Begun): Promise<void> {
    const whole = docs.splice(0);
    if (whole.length > 0) await onDocs(part, whole);
  }

  async function takeDoc(doc: AnyDoc, part: Begun, length: number): Promise<void> {
    part.tally.add(canonical(doc));
    part.docs.push(doc);
    part.characters += length;
    if (part.docs.length < MOST_DOCS && part.characters < MOST_CHARACTERS) return;
    part.characters = 0;
    await flush(part);
  }

  async function endPart(): Promise<void> {
    if (!begun) return;
    await flush(begun);
    tallies[begun.part.collection] = begun.tally.read();
    begun = undefined;
  }

  async function beginPart(part: Part): Promise<void> {
    begun = { part, tally: createTally(), docs: [], characters: 0 };
    await onPart?.(part);
  }

  async function take(line: string): Promise<void> {
    const value = parse(line);
    if (!header) return void (header = readHeader(value, file));
    if (manifest) throw damaged(file, "something follows its end");
    if (begun && isDoc(value)) return takeDoc(value, begun, line.length);
    await endPart();
    if (v.is(Manifest, value)) return void (manifest = value);
    if (v.is(BlobPart, value)) return takeBlob(value);
    if (v.is(Part, value) && !Object.hasOwn(tallies, value.collection)) return beginPart(value);
    throw damaged(file, "a line does not belong there");
  }

  try {
    for (let line = await advance(); line !== undefined; line = await advance()) await take(line);
  } finally {
    await lines.return(undefined);
  }
  if (!manifest) throw damaged(file, "its end is missing");
  refuseChanged(file, manifest, tallies);
  if (!sameTally(manifest.blobs ?? NO_BLOBS, blobs.read())) throw damaged(file, "files are not what was backed up");
  if (manifest.sha256 !== before.digest("hex")) throw damaged(file, "it was changed");
  return manifest;
}

/** The bytes of a blob from the lines that follow; what is no such line, or too long, is `wrong`. */
async function* bytesOf(
  advance: () => Promise<string | undefined>,
  bytes: number,
  wrong: () => ChatError,
): AsyncGenerator<Buffer> {
  for (let left = bytes; left > 0;) {
    const value = parse((await advance()) ?? "");
    const piece = typeof value === "string" ? Buffer.from(value, "base64") : undefined;
    if (!piece || piece.length === 0 || piece.length > left) throw wrong();
    left -= piece.length;
    yield piece;
  }
}

async function* tee(content: AsyncIterable<Buffer>, hear: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    hear(piece);
    yield piece;
  }
}

function refuseChanged(file: string, { collections }: Manifest, tallies: Manifest["collections"]): void {
  const names = new Set([...Object.keys(collections), ...Object.keys(tallies)]);
  const changed = [...names].filter((name) => !sameTally(collections[name], tallies[name]));
  if (changed.length > 0) throw damaged(file, `${changed.join(", ")} are not what was backed up`);
}

function readHeader(value: unknown, file: string): Header {
  if (!v.is(Header, value)) throw damaged(file, "it does not begin as a backup of Parley does");
  if (value.format <= FORMAT) return value;
  throw new ChatError(
    "version",
    `${file} was made by a newer version of Parley (format ${value.format}, not ${FORMAT}).`,
  );
}

const isDoc = (value: unknown): value is AnyDoc =>
  typeof value === "object" && value !== null && "_id" in value && typeof value._id === "string";

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The lines of a compressed file. Only "\n" ends one: texts may hold other characters that some take for ends. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const unzip = createGunzip();
  const text = unzip.setEncoding("utf8");
  const input = createReadStream(file);
  input.once("error", (error) => unzip.destroy(error)).pipe(unzip);
  unzip.once("close", () => input.destroy());
  let rest: string[] = [];
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const pieces = chunk.split("\n");
      const last = pieces.pop() ?? "";
      for (const piece of pieces) {
        yield rest.join("") + piece;
        rest = [];
      }
      rest.push(last);
    }
  } catch (cause) {
    if (cause instanceof ChatError) throw cause;
    throw explain(file, cause);
  }
  if (rest.join("") !== "") throw damaged(file, "its end is missing");
}

function explain(file: string, cause: unknown): ChatError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ENOENT") return new ChatError("notFound", `There is no file ${file}.`, { cause });
  if (/^E[A-Z]+$/.test(code)) return new ChatError("unavailable", `${file} cannot be read: ${code}.`, { cause });
  return damaged(file, code === "Z_BUF_ERROR" ? "its end is missing" : "it cannot be unpacked", cause);
}

function damaged(file: string, why: string, cause?: unknown): ChatError {
  return new ChatError("invalid", `${file} is not a whole backup: ${why}. Nothing of it is to be trusted.`, { cause });
}
