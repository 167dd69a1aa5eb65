/** Blanks, invisible marks and quotes before what a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^['\p{Z}\p{Cf}\p{Cc}]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^['\p{Cf}]*[\t\r\n]/u;

/** A cell as it is written: spreadsheets take one that begins like a formula for one, but not after a quote. */
export const quoted = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** A cell as it was before `quoted`. */
export const unquoted = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
