import { signal } from "@preact/signals";
import type * as Part from "./window/WindowNotice.tsx";

const part = signal<typeof Part | undefined>(undefined);

/** What shows windows; fetched with the first conversation that has one, undefined until it is there. */
export function useWindow(wanted: unknown): typeof Part | undefined {
  if (wanted && !part.value) {
    import("./window/WindowNotice.tsx").then(
      (found) => {
        part.value = found;
      },
      () => undefined,
    );
  }
  return part.value;
}
