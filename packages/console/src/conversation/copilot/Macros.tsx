import type { InboxItem, Known, Macro } from "@parley/protocol";
import { useEffect, useRef } from "preact/hooks";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { numberOf } from "./Chips.tsx";
import { isOffered, runMacro } from "./running.ts";
import { copilotTexts } from "./texts.ts";
import type { Writing } from "./writing.ts";

interface MacrosProps extends Writing {
  item: InboxItem;
  known: Known;
}

/** Macros: run by a key at any time, by name where the list is open. What is not done is said, and why. */
export function Macros({ item, known, open, area }: MacrosProps) {
  const { live, me } = useDesk();
  const texts = copilotTexts();
  const list = useRef<HTMLUListElement>(null);
  const isOpen = open.value === "macros";
  const loader = useLoader(() => read<Macro[]>("macros"));
  // Those that are known can be run meanwhile.
  useEffect(() => {
    if (isOpen) void loader.reload();
  }, [isOpen]);
  const state = loader.state.value;
  const all = state.status === "ready" ? state.value.filter((one) => isOffered(one, me, item)) : [];
  const run = async (macro: Macro) => {
    open.value = undefined;
    if (await runMacro(live, item, macro, known)) void loader.reload();
    area.current?.focus();
  };
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      const number = numberOf(event);
      const macro = number > 3 ? all.find(({ key }) => key === number) : undefined;
      if (!macro) return;
      event.preventDefault();
      event.stopPropagation();
      void run(macro);
    };
    document.addEventListener("keydown", take, true);
    return () => document.removeEventListener("keydown", take, true);
  });
  const isThere = isOpen && all.length > 0;
  useEffect(() => {
    if (isThere) list.current?.querySelector("button")?.focus();
  }, [isThere]);
  if (!isOpen) return null;
  return (
    <ul
      ref={list}
      class="canned macros"
      aria-label={texts.macros}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        open.value = undefined;
        area.current?.focus();
      }}
    >
      {all.map((macro) => (
        <li key={macro.id}>
          <button type="button" class="suggestion" onClick={() => void run(macro)}>
            <kbd>{macro.key ? `Alt+${macro.key}` : "·"}</kbd>
            <span class="suggestion-text">{macro.name}</span>
            <small>{macro.acts.map((act) => texts.acts[act.do]).join(" → ")}</small>
          </button>
        </li>
      ))}
      {state.status === "ready" && all.length === 0 && <li class="muted">{texts.noMacro}</li>}
    </ul>
  );
}
