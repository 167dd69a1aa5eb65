import { signal } from "@preact/signals";
import type * as Arranging from "./arranging/arranging.ts";
import type * as Left from "./promises/Left.tsx";
import type * as Expected from "./promises/Expected.tsx";
import type * as Views from "./arranging/views.ts";

type Part = typeof Arranging & typeof Views & typeof Left & typeof Expected;

const part = signal<Part | undefined>(undefined);
let asked: Promise<void> | undefined;

/** How the team arranges conversations: tags, what is put aside or planned, views; fetched when it is first asked for, undefined until then. */
export function useArranging(): Part | undefined {
  asked ??= Promise.all([
    import("./arranging/arranging.ts"),
    import("./arranging/views.ts"),
    import("./promises/Left.tsx"),
    import("./promises/Expected.tsx"),
  ]).then(
    ([arranging, views, left, expected]) => {
      part.value = { ...arranging, ...views, ...left, ...expected };
    },
    () => {
      asked = undefined;
    },
  );
  return part.value;
}
