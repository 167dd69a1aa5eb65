import { signal } from "@preact/signals";
import type * as Arranging from "./arranging/arranging.ts";
import type * as Views from "./arranging/views.ts";

type Part = typeof Arranging & typeof Views;

const part = signal<Part | undefined>(undefined);
let asked: Promise<void> | undefined;

/** How the team arranges conversations: tags, what is put aside or planned, views; fetched when it is first asked for, undefined until then. */
export function useArranging(): Part | undefined {
  asked ??= Promise.all([import("./arranging/arranging.ts"), import("./arranging/views.ts")]).then(
    ([arranging, views]) => {
      part.value = { ...arranging, ...views };
    },
    () => {
      asked = undefined;
    },
  );
  return part.value;
}
