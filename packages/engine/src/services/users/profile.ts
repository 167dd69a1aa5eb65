import { ChatError, type Profile } from "@parley/protocol";

/** Attributes of one visitor at most. */
export const MAX_ATTRIBUTES = 50;

/** The profile with what was said now: new fields added, known ones replaced, those said to be empty removed. */
export function mergeProfile(
  { attributes: known, ...before }: Profile,
  { attributes: said, ...now }: Profile,
): Profile {
  const attributes = merge(known ?? {}, said ?? {});
  const names = Object.keys(attributes);
  if (names.length > MAX_ATTRIBUTES) {
    throw new ChatError("invalid", `A visitor can have at most ${MAX_ATTRIBUTES} attributes.`);
  }
  // Databases give such names a meaning of their own.
  const odd = names.find((name) => name === "" || name.startsWith("$") || /[.\0]/.test(name));
  if (odd !== undefined)
    throw new ChatError("invalid", "Names of attributes cannot be empty, begin with $ or hold a dot.");
  return { ...merge(before, now), ...(names.length > 0 && { attributes }) };
}

function merge<T extends Record<string, unknown>>(known: T, said: T): T {
  const news = Object.entries(said).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...known, ...Object.fromEntries(news) });
  return Object.fromEntries(merged.filter(([, value]) => value !== "")) as T;
}
