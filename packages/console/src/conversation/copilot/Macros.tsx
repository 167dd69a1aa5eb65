import {
  ChatError,
  FIRST_INBOX,
  type InboxItem,
  isFor,
  type Known,
  type Macro,
  may,
  newId,
  type WireError,
} from "@parley/protocol";
import { useEffect, useRef } from "preact/hooks";
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
  const { live, me } = useDesk();
  const texts = copilotTexts();
  const { inboxId = FIRST_INBOX } = item.conversation;
  /** One at a time: whoever clicks twice, or cannot wait, means one. */
  const running = useRef(false);
  const list = useRef<HTMLUListElement>(null);
  const isOpen = open.value === "macros";
  const loader = useLoader(() => read<Macro[]>("macros"));
  // Those that are known can be run meanwhile.
  useEffect(() => {
    if (isOpen) void loader.reload();
  }, [isOpen]);
  const state = loader.state.value;
  const isMine = ({ role = "agent", members }: Macro) => may(me.role, role) && (members?.includes(me.id) ?? true);
  const all = state.status === "ready" ? state.value.filter((one) => isMine(one) && isFor(one, inboxId)) : [];
  const run = async (macro: Macro) => {
    open.value = undefined;
    if (running.current) return;
    running.current = true;
    const named = Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    const locale = item.visitor.locale.startsWith("zh") ? "zh-CN" : "en";
    const asked = { conversationId: item.conversation.id, id: newId(), macro: macro.id, version: macro.version };
    try {
      const { done, failed } = await patient(live.ask)("macro", { ...asked, locale, known: named });
      if (failed) toast(texts.stopped(macro.name, done, texts.acts[failed.act], whyNot(failed.error)), "bad");
      else toast(texts.ran(macro.name));
    } catch (error) {
      toast(explain(error), "bad");
      void loader.reload();
    } finally {
      running.current = false;
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

/** Why a step was not done, in the language of who reads it. */
function whyNot({ code, message, details }: WireError): string {
  const texts = copilotTexts();
  const { reason, name, availability } = details ?? {};
  if (reason === "blank") return texts.unknown(String(name));
  if (reason === "code") return texts.codeFirst;
  if (reason === "inbox") return texts.unseen;
  return availability === undefined ? explain(new ChatError(code, message, { details })) : texts.away;
}
