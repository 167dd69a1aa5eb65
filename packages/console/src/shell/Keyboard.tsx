import { useDesk } from "../desk/use-desk.ts";
import { shortcuts } from "../preferences.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Key } from "../ui/parts.tsx";
import { Switch } from "../ui/Select.tsx";
import { sectionsFor } from "./sections.ts";
import { shellWords } from "./words.ts";

/** What the keys do. */
export function Keyboard({ onClose }: { onClose: () => void }) {
  const words = shellWords();
  const sections = sectionsFor(useDesk().me.role);
  const go = [words.goKeys(sections.map(({ key }) => key)), words.goTo(sections.map(({ title }) => title()))];
  return (
    <Dialog title={words.keyboard} onClose={onClose}>
      <dl class="keys">
        {[go, ...words.keys].map(([key = "", meaning]) => (
          <div key={key}>
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">{words.whileYours}</p>
      <Switch
        label={words.shortcuts}
        hint={words.shortcutsHint}
        on={shortcuts.value}
        onChange={(on) => {
          shortcuts.value = on;
        }}
      />
    </Dialog>
  );
}
