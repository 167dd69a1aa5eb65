import { shortcuts } from "../preferences.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Key } from "../ui/parts.tsx";
import { Switch } from "../ui/Select.tsx";
import { shellWords } from "./words.ts";

/** What the keys do. */
export function Keyboard({ onClose }: { onClose: () => void }) {
  const words = shellWords();
  return (
    <Dialog title={words.keyboard} onClose={onClose}>
      <dl class="keys">
        {words.keys.map(([key = "", meaning]) => (
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
