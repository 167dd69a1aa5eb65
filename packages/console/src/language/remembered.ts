import { effect, type Signal, signal } from "@preact/signals";

/** A choice of this person on this browser: a signal that outlives the page. Falls back where storage is forbidden. */
export function remembered<T extends string | boolean>(key: string, fallback: T, allowed: readonly T[]): Signal<T> {
  const name = `parley.${key}`;
  const stored = allowed.find((value) => String(value) === read(name));
  const choice = signal<T>(stored ?? fallback);
  effect(() => write(name, String(choice.value)));
  return choice;
}

function read(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}
