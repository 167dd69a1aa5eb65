import { type Contact, type ContactPage, type InboxItem, type Macro, type Suggestions } from "@parley/protocol";
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { read } from "../api.ts";
import { isMine } from "../conversation/arranging/acts.ts";
import { isOffered, runMacro } from "../conversation/copilot/running.ts";
import type { Desk } from "../desk/desk.ts";
import { patient } from "../live/patient.ts";
import { go } from "../route.ts";
import type { Command } from "./matching.ts";
import { paletteTexts } from "./texts.ts";

/** Milliseconds of quiet after which people are looked for by what was typed. */
const QUIET = 200;
/** People that are found by a name. */
const FOUND = 8;
/** Letters with which it is worth looking; of Chinese names one is much. */
const ENOUGH = /\p{Script=Han}|\S{2}/u;
const NO_MACROS: Macro[] = [];

/** What the engine has to be asked for: macros for the conversation that is open, and people by what was typed. */
export function useFetched(desk: Desk, item: InboxItem | undefined, typed: string): Command[] {
  const macros = useSignal(NO_MACROS);
  const people = useSignal<{ words: string; contacts: Contact[] }>({ words: "", contacts: [] });
  const words = typed.trim();
  useEffect(() => {
    const keep = (all: Macro[]) => {
      macros.value = all;
    };
    // Without them the list offers less, and all else.
    read<Macro[]>("macros").then(keep, () => undefined);
  }, []);
  useEffect(() => {
    if (!ENOUGH.test(words)) return;
    let over = false;
    const keep = ({ contacts }: ContactPage) => {
      if (!over) people.value = { words, contacts };
    };
    const timer = setTimeout(() => {
      read<ContactPage>(`contacts?${new URLSearchParams({ search: words })}`).then(keep, () => undefined);
    }, QUIET);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [words]);
  const { groups } = paletteTexts();
  const contacts = people.value.words === words ? people.value.contacts.slice(0, FOUND) : [];
  return [
    ...macros.value
      .filter((one) => item && isMine(desk, item) && isOffered(one, desk.me, item))
      .map((macro): Command => ({
        id: `macro ${macro.id}`,
        label: macro.name,
        group: groups.macro,
        run: () => item && run(desk, item, macro),
      })),
    ...contacts.map(({ id, name, email, phone }): Command => ({
      id: `contact ${id}`,
      label: name || email || phone || id,
      group: groups.person,
      run: () => go("contacts", id),
    })),
  ];
}

/** What is known of the conversation fills the blanks of what the macro says. */
async function run({ live }: Desk, item: InboxItem, macro: Macro): Promise<void> {
  const { known }: Pick<Suggestions, "known"> = await patient(live.ask, 2)("suggest", {
    conversationId: item.conversation.id,
  }).catch(() => ({ known: {} }));
  await runMacro(live, item, macro, known);
}
