import { signal } from "@preact/signals";
import type * as Part from "../../tasks/InConversation.tsx";

const part = signal<typeof Part | undefined>(undefined);
let asked: Promise<void> | undefined;

/** Tasks, fetched when they are first asked for, undefined until then. */
export function useTasks(): typeof Part | undefined {
  asked ??= import("../../tasks/InConversation.tsx").then(
    (found) => {
      part.value = found;
    },
    () => {
      asked = undefined;
    },
  );
  return part.value;
}
