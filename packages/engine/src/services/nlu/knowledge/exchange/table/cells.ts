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
