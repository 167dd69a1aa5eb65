/** A row of a table, and the line of the file that it ends on. */
export interface Row {
  cells: string[];
  line: number;
}
