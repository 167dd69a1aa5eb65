const ESCAPE = /\\(?:u(?:0000|d[89a-f][0-9a-f]{2})|.)/g;

/**
 * The JSON text of a value as every driver keeps it. NUL and lone surrogates, which no database keeps faithfully, become
 * U+FFFD; `undefined` fields are left out.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  // JSON.stringify writes both as escapes, so that text without these needs no second look.
  if (!json.includes("\\ud") && !json.includes("\\u0000")) return json;
  return json.replace(ESCAPE, (escape) => (escape.length === 6 ? "\uFFFD" : escape));
}

/** A text as every driver compares it: the same replacements as in `toJson`. */
export function toText(value: string): string {
  return value.replace(/[\0\p{Surrogate}]/gu, "\uFFFD");
}

/** A value as it will come back from any driver. */
export function toStored(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(toJson(value));
}
