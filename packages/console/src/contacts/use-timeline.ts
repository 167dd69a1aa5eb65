import { signal } from "@preact/signals";
import type * as Part from "./Conversations.tsx";

const part = signal<typeof Part | undefined>(undefined);

/** What shows all that was said with somebody; fetched with the first contact that is looked at, undefined until it is there. */
export function useTimeline(): typeof Part | undefined {
  if (!part.value) {
    import("./Conversations.tsx").then(
      (found) => {
        part.value = found;
      },
      () => undefined,
    );
  }
  return part.value;
}
