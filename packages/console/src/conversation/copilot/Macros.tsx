import { type InboxItem, type Known, type Macro, newId } from "@parley/protocol";
import { useEffect } from "preact/hooks";
import { read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { patient } from "../../live/patient.ts";
import { toast } from "../../ui/toast.ts";
import { explain } from "../../ui/words.ts";
import { numberOf } from "./Chips.tsx";
import { copilotTexts } from "./texts.ts";
import type { Writing } from "./writing.ts";

interface MacrosProps extends Writing {
  item: InboxItem;
  known: Known;
}

/** Macros: run by a key at any time, by name where the list is open. What is not done is said, and why. */
export function Macros({ item, known, open, area }: MacrosProps) {
  const { live } = useDesk();
  const texts = copilotTexts();
  const isOpen = open.value === "macros";
  const loader = useLoader(() => read<Macro[]>("macros"), isOpen);
  const state = loader.state.value;
  const all = state.status === "ready" ? state.value : [];
  const run = async (macro: Macro) => {
    open.value = undefined;
    const named = Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    const locale = item.visitor.locale.startsWith("zh") ? "zh-CN" : "en";
    const asked = { conversationId: item.conversation.id, id: newId(), macro: macro.id, version: macro.version };
    try {
      const { done, failed } = await patient(live.ask)("macro", { ...asked, locale, known: named });
      if (failed) toast(texts.stopped(macro.name, done, texts.acts[failed.act], failed.error.message), "bad");
      else toast(texts.ran(macro.name));
    } catch (error) {
      toast(explain(error), "bad");
      await loader.reload();
    }
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
  if (!isOpen) return null;
  return (
    <ul class="canned macros" aria-label={texts.macros}>
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
