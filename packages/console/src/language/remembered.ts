import { openStorage } from "@parley/client";
import { effect, type Signal, signal } from "@preact/signals";

const storage = openStorage();

/** A choice of this person on this browser: a signal that outlives the page. Falls back where storage is forbidden. */
export function remembered<T extends string | boolean>(key: string, fallback: T, allowed: readonly T[]): Signal<T> {
  const name = `parley.${key}`;
  const stored = allowed.find((value) => String(value) === storage.get(name));
  const choice = signal<T>(stored ?? fallback);
  effect(() => storage.set(name, String(choice.value)));
  return choice;
}
