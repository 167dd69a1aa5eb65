/** A string of JSON, also one that does not end, or a number. Whatever comes, it goes on behind what it found: it never looks at anything twice. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/g;
/** A whole number that is longer than a number may be. */
const LONG = /^-?\d{16,}$/;

/** JSON whose ids stay as they are written: the platforms' are longer than numbers may be. Nothing where it is no object. */
export function readJson(body: string): Record<string, unknown> | undefined {
  try {
    const kept = body.replaceAll(STRING_OR_NUMBER, (found) => (LONG.test(found) ? `"${found}"` : found));
    const read: unknown = JSON.parse(kept);
    return typeof read === "object" && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
