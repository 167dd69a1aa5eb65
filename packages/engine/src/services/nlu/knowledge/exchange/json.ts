/** A value of JSON as a map, or an empty one. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A value of JSON as a list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value of JSON as words; nothing for what has none. */
export function wordsOf(value: unknown): string {
  return typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : "";
}

/** Names that are not found, as where a file writes them in another way, are looked for so often. */
const PATIENCE = 50;

/** Finds the line of entries by their names, in the order in which the file has them. */
export function createFinder(text: string): (name: string) => number | undefined {
  let [from, line, missed] = [0, 1, 0];
  return (name) => {
    const found = missed > PATIENCE ? -1 : text.indexOf(JSON.stringify(name), from);
    if (found < 0) return void (missed += 1);
    for (let at = text.indexOf("\n", from); at >= 0 && at < found; at = text.indexOf("\n", at + 1)) line += 1;
    from = found;
    return line;
  };
}
