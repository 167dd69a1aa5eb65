import * as v from "valibot";

/**
 * What was stored, as its schema has it. A version before may have taken what is refused today: that is left out, entry by entry, and the rest
 * holds. What has to be there and is not is as `usual`; `undefined` where that has none either.
 */
export function readStored<S extends v.GenericSchema>(
  schema: S,
  stored: unknown,
  usual: object = {},
): v.InferOutput<S> | undefined {
  if (typeof stored !== "object" || stored === null) return undefined;
  for (let left = stored; ;) {
    const read = v.safeParse(schema, { ...usual, ...left }, { abortEarly: true });
    if (read.success) return read.output;
    if (left === stored) left = structuredClone(stored);
    const path = (read.issues[0].path ?? []).map(({ key }) => key as PropertyKey);
    if (!leaveOut(left, path)) return undefined;
  }
}

/** Takes away what is there, or else the innermost of what it would be in; answers whether anything was. */
function leaveOut(from: object, [key, ...rest]: PropertyKey[]): boolean {
  if (key === undefined || !Object.hasOwn(from, key)) return false;
  const inner: unknown = Reflect.get(from, key);
  if (typeof inner === "object" && inner !== null && leaveOut(inner, rest)) return true;
  if (Array.isArray(from)) return from.splice(Number(key), 1).length > 0;
  return Reflect.deleteProperty(from, key);
}
