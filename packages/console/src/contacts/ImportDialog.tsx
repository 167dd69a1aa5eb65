import type { ContactImportResult } from "@parley/protocol";
import { useState } from "preact/hooks";
import { base64 } from "../ui/base64.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { uiWords } from "../ui/words.ts";
import { importContacts } from "./calls.ts";
import { importWords } from "./import-words.ts";

/** Takes contacts in from a CSV file: says first what would become of its lines, and does it when that is confirmed. */
export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => unknown }) {
  const words = importWords();
  const [content, setContent] = useState("");
  const [shown, setShown] = useState<ContactImportResult>();
  const [busy, setBusy] = useState(false);
  const run = async (does: () => Promise<unknown>) => {
    setBusy(true);
    await attempt(does);
    setBusy(false);
  };
  const look = (file: File) =>
    run(async () => {
      setShown(undefined);
      const bytes = await base64(file);
      setShown(await importContacts(bytes, true));
      setContent(bytes);
    });
  const take = () =>
    run(async () => {
      const done = await importContacts(content, false);
      toast(words.done(done.new, done.changed));
      onClose();
      await onDone();
    });
  const count = shown ? shown.new + shown.changed : 0;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p class="dialog-text">{words.text}</p>
      <label class="field">
        <span>{words.choose}</span>
        <input
          type="file"
          accept=".csv,text/csv"
          disabled={busy}
          onChange={(event) => {
            const [file] = Array.from(event.currentTarget.files ?? []);
            if (file) void look(file);
          }}
        />
      </label>
      <div aria-live="polite">{shown && <Preview result={shown} />}</div>
      <footer>
        <Button onClick={onClose}>{uiWords().cancel}</Button>
        <Button tone="primary" disabled={busy || count === 0} onClick={take}>
          {words.confirm(count)}
        </Button>
      </footer>
    </Dialog>
  );
}

function Preview({ result }: { result: ContactImportResult }) {
  const words = importWords();
  return (
    <>
      <p>{words.would(result.new, result.changed, result.unchanged, result.refused)}</p>
      <ul class="identities">
        {result.problems.map(({ line, text }) => (
          <li key={line}>{words.line(line, text)}</li>
        ))}
      </ul>
    </>
  );
}
