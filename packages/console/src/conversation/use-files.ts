import { signal } from "@preact/signals";
import type * as Insights from "./Insight.tsx";
import type * as Files from "../files/files.ts";
import type * as Rich from "../rich/rich.ts";

type Part = typeof Files & typeof Rich & typeof Insights;

const part = signal<Part | undefined>(undefined);
let asked: Promise<void> | undefined;

/** What has to do with files, shows what is more than words, and what the bot made of them; fetched when it is first wanted, undefined until it is there. */
export function useFiles(): Part | undefined {
  asked ??= Promise.all([import("../files/files.ts"), import("../rich/rich.ts"), import("./Insight.tsx")]).then(
    ([files, rich, insight]) => {
      part.value = { ...files, ...rich, ...insight };
    },
    () => {
      asked = undefined;
    },
  );
  return part.value;
}
