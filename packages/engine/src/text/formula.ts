/** Blanks, invisible marks and quotes before what a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^['\p{Z}\p{Cf}\p{Cc}]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20]|^['\p{Cf}]*[\t\r\n]/u;

/** What becomes a cell of its own where a spreadsheet takes semicolons or tabs for the end of one, as it does in half of Europe. */
const FORMULA_INSIDE = /([;\t]['\p{Z}\p{Cf}]*)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;
const QUOTED_INSIDE = /([;\t]['\p{Z}\p{Cf}]*)'([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/** A cell as it is written: spreadsheets take one that begins like a formula for one, but not after a quote. */
export function quoted(cell: string): string {
  const inside = cell.replace(FORMULA_INSIDE, "$1'$2");
  return FORMULA.test(inside) ? `'${inside}` : inside;
}

/** A cell as it was before `quoted`. */
export function unquoted(cell: string): string {
  const whole = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
  return whole.replace(QUOTED_INSIDE, "$1$2");
}
