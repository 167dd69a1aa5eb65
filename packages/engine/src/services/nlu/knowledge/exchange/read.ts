import { isArchive, unpack } from "./archive.ts";
import { decode, type Decoded, Undecodable } from "../../../../text/decode.ts";
import { joinAnswers } from "./formats/rasa.ts";
import { createRasaAnswers } from "./rasa-answers.ts";
import { readText } from "./formats/text.ts";
import { LIMITS } from "./limits.ts";
import { type ProblemCode, Unreadable } from "./problem.ts";
import { createReading, type Reading } from "./reading.ts";
import { readTable } from "./table/table.ts";
import { readWorkbook } from "./table/workbook.ts";

/** A file as it was brought: its name, with folders if it has some, and its bytes. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

const IN_ARCHIVES = /\.(?:json|jsonl|ya?ml|md|markdown|html?|csv|tsv|txt|xlsx)$/i;

/**
 * Reads files of any known format together, so that an answer in one finds its examples in another. Never throws for what is in them:
 * what cannot be read is in `problems`.
 */
export async function readFiles(files: readonly SourceFile[]): Promise<Reading> {
  const collect = createReading();
  const reading = collect.done();
  const answers = createRasaAnswers();
  for (const file of files) await guarded(file, readFile);
  joinAnswers(answers, collect);
  return reading;

  async function guarded(file: SourceFile, read: (file: SourceFile) => Promise<void> | void): Promise<void> {
    try {
      await read(file);
    } catch (error) {
      if (error instanceof Unreadable) collect.problem({ ...error.problem, file: file.name });
      // A file whose lists stand within lists deeper than the stack reaches.
      else if (error instanceof RangeError)
        collect.problem({ code: "tooDeep", file: file.name, detail: String(LIMITS.depth) });
      else throw error;
    }
  }

  function readFile({ name, bytes }: SourceFile): Promise<void> | void {
    if (bytes.length > LIMITS.file) throw new Unreadable("tooLarge", { detail: "6" });
    if (isArchive(bytes)) return readArchive({ name, bytes });
    refuseDocuments(bytes, name);
    const { text, encoding } = decoded(bytes);
    if (text.trim() === "") throw new Unreadable("empty");
    reading.files.push({ name, format: readText(text, { file: name, collect, answers }), encoding });
  }

  async function readArchive({ name, bytes }: SourceFile): Promise<void> {
    const names: string[] = [];
    unpack(bytes, (inside) => {
      names.push(inside);
      return false;
    });
    if (names.includes("xl/workbook.xml")) return readSheets({ name, bytes });
    if (names.includes("[Content_Types].xml") || names.includes("mimetype")) throw new Unreadable("document");
    const inside = unpack(bytes, (path) => IN_ARCHIVES.test(path));
    if (inside.length === 0) throw new Unreadable("noEntries");
    for (const packed of inside) {
      // An archive in an archive has no end; a workbook is one too.
      if (isArchive(packed.bytes) && !/\.xlsx$/i.test(packed.name)) continue;
      await guarded({ name: `${name}/${packed.name}`, bytes: packed.bytes }, readFile);
    }
  }

  async function readSheets({ name, bytes }: SourceFile): Promise<void> {
    reading.files.push({ name, format: "XLSX" });
    const sheets = await readWorkbook(bytes);
    if (sheets.length === 0) throw new Unreadable("empty");
    for (const { name: sheet, rows } of sheets)
      readTable(rows, collect, sheets.length > 1 ? `${name} › ${sheet}` : name);
  }
}

/** The first bytes of what people bring that is no text. */
const MARKS: readonly (readonly [hex: string, code: ProblemCode])[] = [
  ["d0cf11e0", "oldOffice"],
  ["25504446", "document"],
  ["7b5c7274", "document"],
  ["89504e47", "binary"],
  ["ffd8ff", "binary"],
  ["47494638", "binary"],
  ["1f8b", "binary"],
];

function refuseDocuments(bytes: Uint8Array, name: string): void {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  const [, code] = MARKS.find(([mark]) => start.startsWith(mark)) ?? [];
  if (code === "oldOffice" && !/\.xls$/i.test(name)) throw new Unreadable("document");
  if (code) throw new Unreadable(code);
}

function decoded(bytes: Uint8Array): Decoded {
  try {
    return decode(bytes);
  } catch (cause) {
    if (!(cause instanceof Undecodable)) throw cause;
    const { code, ...about } = cause.problem;
    throw new Unreadable(code, about);
  }
}
