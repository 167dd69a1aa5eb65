import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { readSorting } from "../conversation/arranging/sorting.ts";
import { useDesk } from "../desk/use-desk.ts";
import { addStyles } from "../ui/add-styles.ts";
import { allCommands, itemOf, type Page } from "./commands.ts";
import { useFetched } from "./fetched.ts";
import { type Command, matching } from "./matching.ts";
import { paletteTexts } from "./texts.ts";

addStyles("palette");

interface PaletteProps {
  pages: readonly Page[];
  onClose: () => void;
}

/** All that can be done here and now, by words: typed, chosen with arrows, done with Enter. */
export function Palette({ pages, onClose }: PaletteProps) {
  const desk = useDesk();
  const texts = paletteTexts();
  const typed = useSignal("");
  const at = useSignal(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => void readSorting().catch(() => undefined), []);
  // A look for what was said is for any words.
  const fetched = useFetched(desk, itemOf(desk), typed.value);
  const people = fetched.flatMap(({ id }) => (id.startsWith("contact ") ? [id] : []));
  const commands = matching([...fetched, ...allCommands(desk, pages, typed.value)], typed.value, [...people, "search"]);
  const place = Math.min(at.value, commands.length - 1);
  useEffect(() => list.current?.children[place]?.scrollIntoView({ block: "nearest" }), [place]);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    // The dialog gives the focus back first: what is done may put it elsewhere.
    setTimeout(() => void command.run());
  };
  const step = (by: number) => {
    at.value = (place + by + commands.length) % Math.max(1, commands.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Safari ends a composition before the keydown; 229 is the only sign of it.
    if (event.isComposing || event.keyCode === 229) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = steps[event.key];
    if (by === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (by === undefined) run(commands[place]);
    else if (Math.abs(by) === 1) step(by);
    else at.value = Math.max(0, Math.min(commands.length - 1, place + by));
  };
  return (
    <div class="palette">
      <input
        type="text"
        role="combobox"
        aria-label={texts.field}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={place < 0 ? undefined : `${id}-${place}`}
        placeholder={texts.field}
        autocomplete="off"
        spellcheck={false}
        value={typed.value}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          at.value = 0;
        }}
        ref={(field) => {
          if (field && document.activeElement !== field) field.focus();
        }}
      />
      <p class="said" role="status">
        {texts.count(commands.length)}
      </p>
      <ul ref={list} id={id} role="listbox" aria-label={texts.title}>
        {commands.map((command, index) => (
          <li
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === place}
            onClick={() => run(command)}
          >
            <small>{command.group}</small>
            <bdi>{command.label}</bdi>
            {command.keys && <kbd>{command.keys}</kbd>}
          </li>
        ))}
      </ul>
      {commands.length === 0 && <p class="muted">{texts.none}</p>}
    </div>
  );
}
