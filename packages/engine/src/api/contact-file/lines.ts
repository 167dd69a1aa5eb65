import { Readable } from "node:stream";
import { ChatError, Profile } from "@parley/protocol";
import { CsvError, parse } from "csv-parse";
import * as v from "valibot";
import type { ImportedContact } from "../../services/users/contract.ts";
import { unquoted } from "../../text/formula.ts";
import { type Column, columnsOf, type Field } from "./columns.ts";
import type { ProblemCode } from "./problems.ts";

/** A line of a file: somebody, or why nobody can be made of it. */
export type Line = { line: number } & ({ contact: ImportedContact } | { problem: ProblemCode; value?: string });

/** Characters that the parser is given at once. */
const SLICE = 65_536;
const LONGEST = 200;

/** Reads a table of contacts line by line. `onColumns` hears what its columns are before the first one. Throws `invalid` where
 * it cannot be read to its end. */
export async function* linesOf(text: string, onColumns: (header: string[], columns: Column[]) => void) {
  const options = { info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true };
  const parser = Readable.from(slices(text)).pipe(parse({ ...options, delimiter: separatorOf(text) }));
  let columns: Column[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const cells = record.map(unquoted);
      if (!columns) {
        columns = columnsOf(cells);
        onColumns(cells, columns);
      } else if (cells.some((cell) => cell !== ""))
        yield { line: info.lines, ...lineOf(cells, columns) } satisfies Line;
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new ChatError("invalid", "This table is broken: a quote is never closed.");
  }
}

function* slices(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += SLICE) yield text.slice(from, from + SLICE);
}

/** Excel separates by what is usual where it runs. */
function separatorOf(text: string): string {
  const [header = ""] = text.split("\n", 1);
  const [best = ","] = [",", ";", "\t"].toSorted((one, other) => header.split(other).length - header.split(one).length);
  return best;
}

/** Somebody, or why nobody can be made of it. */
type Read = { contact: ImportedContact } | { problem: ProblemCode; value?: string };

function lineOf(cells: readonly string[], columns: readonly Column[]): Read {
  // An empty cell says nothing.
  const said = columns.flatMap((column, at) => (cells[at] ? [{ column, cell: cells[at] }] : []));
  const tooLong = said.find(({ column, cell }) => column.is !== "nothing" && cell.length > LONGEST);
  if (tooLong) return { problem: "tooLong", value: tooLong.cell };
  const contact: ImportedContact = {};
  const attributes: Record<string, string | number | boolean> = {};
  for (const { column, cell } of said) {
    if (column.is === "attribute") attributes[column.name] = valueOf(cell);
    else if (column.is === "field") Object.assign(contact, fieldOf(column.field, cell));
  }
  const problem = problemOf(contact);
  if (problem) return problem;
  return { contact: { ...contact, ...(Object.keys(attributes).length > 0 && { attributes }) } };
}

const fieldOf = (field: Field, cell: string) => ({ [field]: field === "tags" ? tagsIn(cell) : cell });

function problemOf({
  id,
  userId,
  email,
  name,
  phone,
  tags = [],
}: ImportedContact): { problem: ProblemCode; value?: string } | undefined {
  if ([id, userId, email, name, phone].every((value) => value === undefined)) return { problem: "nothing" };
  if (email !== undefined && !v.is(Profile.entries.email, email)) return { problem: "email", value: email };
  return tags.some((tag) => tag.length > 50) ? { problem: "tags" } : undefined;
}

/** Tags as people list them in one cell. */
const tagsIn = (cell: string) =>
  cell
    .split(/[;；,，、|]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

/** Numbers and yes or no as an export writes them; what would be written otherwise, as 007, is a text. */
function valueOf(cell: string): string | number | boolean {
  if (cell === "true" || cell === "false") return cell === "true";
  return String(Number(cell)) === cell && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}
