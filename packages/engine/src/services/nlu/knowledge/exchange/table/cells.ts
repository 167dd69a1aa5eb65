/** Blanks, invisible marks and quotes before what a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^['\p{Z}\p{Cf}\p{Cc}]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^['\p{Cf}]*[\t\r\n]/u;

/** A cell as it is written: spreadsheets take one that begins like a formula for one, but not after a quote. */
export const quoted = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** A cell as it was before `quoted`. */
export const unquoted = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** The questions in a cell: on lines of their own, or between bars. */
export function questionsIn(cell: string): string[] {
  return parts(cell, /\s*(?:\n|\|+|｜+)\s*/);
}

/** The similar questions in a cell, which semicolons and question marks separate too. */
export function similarIn(cell: string): string[] {
  return parts(cell, /\s*(?:\n|\|+|｜+|[;；]|(?<=[?？])\s*(?=\S))\s*/);
}

function parts(cell: string, between: RegExp): string[] {
  const split = cell.split(between).map((part) => part.trim());
  // Numbers and dashes belong to the list, not to the question, where every line has one.
  const listed = split.length > 1 && split.every((part) => part === "" || LISTED.test(part));
  return split.map((part) => (listed ? part.replace(LISTED, "") : part)).filter((part) => part !== "");
}

const LISTED = /^(?:[-*•·]\s+|[(（]?\d{1,3}[.、)）:：]\s*)/;
