import { useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Segments } from "../ui/Select.tsx";
import { uiWords } from "../ui/words.ts";
import { trainingWords } from "./words.ts";

const SHARES = { "5": "5 %", "10": "10 %", "25": "25 %", "50": "50 %" } as const;
type Share = keyof typeof SHARES;

interface CanaryProps {
  version: number;
  onStart: (share: number) => unknown;
  onClose: () => void;
}

/** Lets a model answer a share of the conversations first. */
export function Canary({ version, onStart, onClose }: CanaryProps) {
  const words = trainingWords();
  const [share, setShare] = useState<Share>("10");
  return (
    <Dialog title={`${words.publishShare}: ${words.version(version)}`} onClose={onClose}>
      <div class="row-field">
        <span>{words.share}</span>
        <Segments<Share>
          label={words.share}
          value={share}
          options={Object.entries(SHARES).map(([value, label]) => ({ value: value as Share, label }))}
          onChange={setShare}
        />
      </div>
      <footer>
        <Button onClick={onClose}>{uiWords().cancel}</Button>
        <Button
          tone="primary"
          onClick={() => {
            onClose();
            return onStart(Number(share) / 100);
          }}
        >
          {words.start}
        </Button>
      </footer>
    </Dialog>
  );
}
