import { signal } from "@preact/signals";

/** A hook that fetches a part of the console when it is first asked for: undefined until it is there. Where it could not be had it is asked for again. */
export function latePart<Part>(fetched: () => Promise<Part>): () => Part | undefined {
  const part = signal<Part | undefined>(undefined);
  let asked: Promise<void> | undefined;
  return () => {
    asked ??= fetched().then(
      (found) => {
        part.value = found;
      },
      () => {
        asked = undefined;
      },
    );
    return part.value;
  };
}
