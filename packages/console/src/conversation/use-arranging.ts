import { signal } from "@preact/signals";
import type * as Arranging from "./arranging/arranging.ts";
import type * as Left from "./promises/Left.tsx";
import type * as Views from "./arranging/views.ts";

type Part = typeof Arranging & typeof Views & typeof Left;

const part = signal<Part | undefined>(undefined);
let asked: Promise<void> | undefined;

/** How the team arranges conversations: tags, what is put aside or planned, views; fetched when it is first asked for, undefined until then. */
export function useArranging(): Part | undefined {
  asked ??= Promise.all([
    import("./arranging/arranging.ts"),
    import("./arranging/views.ts"),
    import("./promises/Left.tsx"),
  ]).then(
    ([arranging, views, left]) => {
      part.value = { ...arranging, ...views, ...left };
    },
    () => {
      asked = undefined;
    },
  );
  return part.value;
}
