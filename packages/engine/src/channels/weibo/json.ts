/** A string of JSON, or a whole number that is longer than a number may be. */
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** JSON whose ids stay as they are written: the platform's are longer than numbers may be. Nothing where it is no object. */
export function readJson(body: string): Record<string, unknown> | undefined {
  try {
    const kept = body.replaceAll(STRING_OR_LONG, (found) => (found.startsWith('"') ? found : `"${found}"`));
    const read: unknown = JSON.parse(kept);
    return typeof read === "object" && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
