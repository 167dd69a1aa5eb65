import { signal } from "@preact/signals";
import type * as Part from "./language-model/drafting.ts";

const part = signal<typeof Part | undefined>(undefined);

/** What a language model does for whoever writes; fetched when it is first asked for, undefined until then. */
export function useDrafting(): typeof Part | undefined {
  if (!part.value) {
    import("./language-model/drafting.ts").then(
      (found) => {
        part.value = found;
      },
      () => undefined,
    );
  }
  return part.value;
}
