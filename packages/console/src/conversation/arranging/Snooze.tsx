import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Form } from "../../ui/Form.tsx";
import { fieldTime, timesFrom } from "./acts.ts";
import { arrangingTexts } from "./texts.ts";
import { TimeField } from "./TimeField.tsx";

interface SnoozeProps {
  onPick: (until: number | undefined) => unknown;
  onClose: () => void;
}

/** Asks until when something is put aside. */
export function Snooze({ onPick, onClose }: SnoozeProps) {
  const texts = arrangingTexts();
  const times = timesFrom(new Date());
  const [at, setAt] = useState(fieldTime(times.tomorrow));
  const pick = (until?: number) => {
    onClose();
    return onPick(until);
  };
  return (
    <Dialog title={texts.snooze} onClose={onClose}>
      <p class="dialog-text muted">{texts.comesBack}</p>
      <div class="stack">
        {(["hour", "hours", "tomorrow", "monday"] as const).map((name) => (
          <Button key={name} onClick={() => pick(times[name])}>
            {texts.choices[name]}
          </Button>
        ))}
        <Button onClick={() => pick()}>{texts.untilWrites}</Button>
      </div>
      <Form onSubmit={() => pick(new Date(at).getTime())}>
        <TimeField label={texts.at} value={at} onInput={setAt} />
        <footer>
          <Button type="submit" tone="primary">
            {texts.snooze}
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}
