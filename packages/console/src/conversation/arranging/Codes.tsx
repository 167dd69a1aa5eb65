import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { sorting } from "./sorting.ts";
import { arrangingTexts } from "./texts.ts";

interface CodesProps {
  onPick: (code: string | undefined) => unknown;
  onClose: () => void;
}

/** Asks what it was about. */
export function Codes({ onPick, onClose }: CodesProps) {
  const texts = arrangingTexts();
  const { codes, codeRequired } = sorting.value.settings;
  const pick = (code?: string) => {
    onClose();
    return onPick(code);
  };
  return (
    <Dialog title={texts.code} onClose={onClose}>
      <div class="stack">
        {codes.map(({ id, name }) => (
          <Button key={id} onClick={() => pick(id)}>
            {name}
          </Button>
        ))}
        {!codeRequired && (
          <Button tone="quiet" onClick={() => pick()}>
            {texts.noCode}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
