import type { Collector } from "../reading.ts";
import { readTable } from "./table.ts";

/** An object with named fields, as JSON and YAML have them. */
export interface NamedFields {
  line: number;
  fields: readonly (readonly [name: string, words: string])[];
}

/** Columns of such a table, at most. */
const WIDEST = 200;

/** Reads objects with named fields as rows of a table with named columns. */
export function readRecords(records: readonly NamedFields[], collect: Collector, file: string): void {
  const header = [...new Set(records.flatMap(({ fields }) => fields.map(([name]) => name)))].slice(0, WIDEST);
  const rows = records.map(({ line, fields }) => {
    const values = new Map(fields);
    return { line, cells: header.map((name) => values.get(name) ?? "") };
  });
  readTable([{ line: 1, cells: header }, ...rows], collect, file);
}
