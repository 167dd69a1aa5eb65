import type { ImportResult, KnowledgeFile, KnowledgeImport } from "@parley/protocol";
import { ChatError } from "@parley/protocol";
import { useEffect, useState } from "preact/hooks";
import { change } from "../api.ts";
import { language } from "../language/language.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Failed, Loading } from "../ui/parts.tsx";
import { optionsOf, Segments } from "../ui/Select.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { uiWords } from "../ui/words.ts";
import { Changes } from "./Changes.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { Problems } from "./Problems.tsx";

type Mode = KnowledgeImport["mode"];
const MODES: readonly Mode[] = ["merge", "replace", "replaceAll"];

interface PreviewProps {
  files: KnowledgeFile[];
  onClose: () => void;
  onDone: (result: ImportResult) => void;
}

/** Says what files would change, entry by entry; nothing happens before it is confirmed. */
export function ImportPreview({ files, onClose, onDone }: PreviewProps) {
  const words = exchangeWords();
  const [mode, setMode] = useState<Mode>("merge");
  const { preview, busy, again, confirm } = usePreview(files, mode, onDone);
  const shown = preview && "digest" in preview ? preview : undefined;
  return (
    <Dialog wide title={words.preview} onClose={onClose}>
      <div class="import-modes">
        <Segments<Mode> label={words.mode} value={mode} options={optionsOf(MODES, words.modes)} onChange={setMode} />
        <p class="muted">{words.modeTexts[mode]}</p>
      </div>
      <div class="import-preview" aria-live="polite">
        {preview === undefined && <Loading lines={5} />}
        {preview && "failed" in preview && <Failed error={preview.failed} onRetry={again} />}
        {shown && <Preview result={shown} />}
      </div>
      <footer>
        <Button onClick={onClose}>{uiWords().cancel}</Button>
        <Confirm result={shown} busy={busy} onConfirm={confirm} />
      </footer>
    </Dialog>
  );
}

interface ConfirmProps {
  result: ImportResult | undefined;
  busy: boolean;
  onConfirm: (digest: string) => unknown;
}

function Confirm({ result, busy, onConfirm }: ConfirmProps) {
  const words = exchangeWords();
  const { all, removed } = result ? tallyOf(result) : { all: 0, removed: 0 };
  return (
    <Button
      tone={removed > 0 ? "danger" : "primary"}
      disabled={all === 0 || busy}
      onClick={() => result && onConfirm(result.digest)}
    >
      {removed > 0 ? words.confirmRemove(removed) : words.confirm(all)}
    </Button>
  );
}

/** Asks what would change whenever files or mode do; `confirm` does what was shown and nothing else. */
function usePreview(files: KnowledgeFile[], mode: Mode, onDone: PreviewProps["onDone"]) {
  const { knowledge } = useDesk();
  const [look, setLook] = useState(0);
  const [preview, setPreview] = useState<ImportResult | { failed: unknown }>();
  const [busy, setBusy] = useState(false);
  const again = () => setLook((times) => times + 1);
  const send = (more: Partial<KnowledgeImport>) =>
    change<ImportResult>("POST", "knowledge/import", { files, mode, locale: language.value, ...more });

  useEffect(() => {
    let current = true;
    setPreview(undefined);
    send({ dryRun: true }).then(
      (result) => current && setPreview(result),
      (failed: unknown) => current && setPreview({ failed }),
    );
    return () => void (current = false);
  }, [files, mode, look, language.value]);

  const confirm = async (expect: string) => {
    setBusy(true);
    await attempt(async () => {
      const result = await send({ expect }).catch((error: unknown) => {
        if (ChatError.from(error).code !== "conflict") throw error;
        toast(exchangeWords().moved, "bad");
        again();
      });
      if (!result) return;
      await knowledge.reload();
      onDone(result);
    });
    setBusy(false);
  };
  return { preview, busy, again, confirm };
}

function Preview({ result }: { result: ImportResult }) {
  const words = exchangeWords();
  const { files, withoutAnswer, changes } = result;
  return (
    <>
      {files.length > 0 && (
        <ul class="import-files">
          {files.slice(0, 20).map(({ name, format, encoding }) => (
            <li key={name}>
              <bdi>{name}</bdi> <span class="muted">{[format, encoding].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
          {files.length > 20 && <li class="muted">{words.more(files.length - 20)}</li>}
        </ul>
      )}
      {changes.length === 0 && <p class="warn-text">{words.nothingRead}</p>}
      {changes.length > 0 && tallyOf(result).all === 0 && <p>{words.nothing}</p>}
      {withoutAnswer > 0 && <p class="warn-text">{words.withoutAnswer(withoutAnswer)}</p>}
      <Problems result={result} />
      <Changes result={result} />
    </>
  );
}

function tallyOf({ intents, articles, cannedReplies }: ImportResult): { all: number; removed: number } {
  const kinds = [intents, articles, cannedReplies];
  const removed = kinds.reduce((sum, kind) => sum + kind.removed, 0);
  return { removed, all: kinds.reduce((sum, kind) => sum + kind.new + kind.changed, removed) };
}
