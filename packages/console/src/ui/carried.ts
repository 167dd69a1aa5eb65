import { useState } from "preact/hooks";

/**
 * What is there `now`, with what was changed from what was `seen`: of two fields that change before either is shown, such as those that a browser fills
 * in, both hold. Lists are gone through by place for as long as they keep their length.
 */
export function carried<T>(now: T, seen: T | undefined, next: T): T {
  if (!isObject(now) || !isObject(next)) return next;
  const lengths = [now, next, seen].map((one) => (Array.isArray(one) ? one.length : undefined));
  if (lengths.some((length) => length !== lengths[0])) return next;
  const before: Record<string, unknown> = isObject(seen) ? seen : {};
  const made: Record<string, unknown> = Array.isArray(now) ? Object.assign([], now) : { ...now };
  for (const name of Object.keys(before)) if (!(name in next)) delete made[name];
  for (const [name, value] of Object.entries(next)) {
    if (value !== before[name]) made[name] = carried(made[name], before[name], value);
  }
  return made as T;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What a form works on. What is set is carried over to what it is by then. */
export function useDraft<T>(first: T | (() => T)): [T, (next: T) => void] {
  const [value, setValue] = useState(first);
  return [value, (next) => setValue((now) => carried(now, value, next))];
}
