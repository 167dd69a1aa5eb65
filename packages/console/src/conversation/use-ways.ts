import { signal } from "@preact/signals";
import type * as Part from "./ways/ways.ts";

const part = signal<typeof Part | undefined>(undefined);

/** What shows where, and until when, somebody can be answered, and all that was said with them; fetched when it is first asked for, undefined until then. */
export function useWays(): typeof Part | undefined {
  if (!part.value) {
    import("./ways/ways.ts").then(
      (found) => {
        part.value = found;
      },
      () => undefined,
    );
  }
  return part.value;
}
