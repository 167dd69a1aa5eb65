import readXlsxFile from "read-excel-file/universal";
import { repack, unpack } from "../archive.ts";
import { LIMITS } from "../limits.ts";
import { Unreadable } from "../problem.ts";
import type { Row } from "./rows.ts";

/** The sheets of an XLSX workbook that have something in them. What a cell shows as a number or a date is read as words. */
export async function readWorkbook(bytes: Uint8Array): Promise<{ name: string; rows: Row[] }[]> {
  const parts = unpack(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  const packed = repack(parts);
  const sheets = await readXlsxFile(packed.slice().buffer).catch(() => {
    throw new Unreadable("brokenWorkbook");
  });
  const read = sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data
      .map((row, place) => ({ cells: row.map(wordsOf), line: place + 1 }))
      .filter(({ cells }) => cells.some((cell) => cell !== "")),
  }));
  if (read.some(({ rows }) => rows.length > LIMITS.rows))
    throw new Unreadable("tooManyEntries", { detail: String(LIMITS.rows) });
  return read.filter(({ rows }) => rows.length > 0);
}

function wordsOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00.000Z$/, "");
  return typeof cell === "string"
    ? cell.trim()
    : typeof cell === "number" || typeof cell === "boolean"
      ? String(cell)
      : "";
}
