import { signal } from "@preact/signals";
import type * as Part from "./copilot/copilot.ts";

const part = signal<typeof Part | undefined>(undefined);

/** What helps one to answer: suggestions, canned replies, articles; fetched with the first reply that is written, undefined until then. */
export function useCopilot(): typeof Part | undefined {
  if (!part.value) {
    import("./copilot/copilot.ts").then(
      (found) => {
        part.value = found;
      },
      () => undefined,
    );
  }
  return part.value;
}
