import { signal } from "@preact/signals";
import type * as Part from "../files/files.ts";

const part = signal<typeof Part | undefined>(undefined);
let asked: Promise<void> | undefined;

/** What has to do with files; fetched when it is first wanted, undefined until it is there. */
export function useFiles(): typeof Part | undefined {
  asked ??= import("../files/files.ts").then(
    (files) => {
      part.value = files;
    },
    () => {
      asked = undefined;
    },
  );
  return part.value;
}
