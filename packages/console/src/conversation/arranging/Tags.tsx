import { Dialog } from "../../ui/Dialog.tsx";
import { sorting } from "./sorting.ts";
import { TagMark } from "./Marks.tsx";
import { arrangingTexts } from "./texts.ts";

interface TagsProps {
  on: readonly string[];
  onToggle: (tag: string, on: boolean) => unknown;
  onClose: () => void;
}

/** All tags of the team, to be put on and taken off. */
export function Tags({ on, onToggle, onClose }: TagsProps) {
  const texts = arrangingTexts();
  const { tags } = sorting.value.settings;
  return (
    <Dialog title={texts.tags} onClose={onClose}>
      {tags.length === 0 && <p class="dialog-text muted">{texts.noTags}</p>}
      <ul class="arranging-tags">
        {tags.map(({ id }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={on.includes(id)}
                onChange={(event) => void onToggle(id, event.currentTarget.checked)}
              />
              <TagMark id={id} />
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
