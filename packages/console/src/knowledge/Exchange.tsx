import type { ImportResult, KnowledgeImport } from "@parley/protocol";
import { useRef, useState } from "preact/hooks";
import { base, change } from "../api.ts";
import { useDesk } from "../shell/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { attempt } from "../ui/toast.ts";
import { knowledgeWords } from "./words.ts";

/** Takes knowledge out as a file, and in. */
export function Exchange() {
  const { knowledge } = useDesk();
  const words = knowledgeWords();
  const input = useRef<HTMLInputElement>(null);
  const [result, setResult] = useState<ImportResult>();
  const [busy, setBusy] = useState(false);
  const take = (file: File | undefined) =>
    file &&
    attempt(async () => {
      setBusy(true);
      setResult(undefined);
      const format: KnowledgeImport["format"] = /\.csv$/i.test(file.name) ? "csv" : "yaml";
      const body: KnowledgeImport = { format, text: await file.text() };
      const imported = await change<ImportResult>("POST", "knowledge/import", body).finally(() => setBusy(false));
      setResult(imported);
      await knowledge.reload();
    });
  return (
    <div class="cards">
      <section class="card">
        <h2>{words.export}</h2>
        <p class="muted">{words.exportText}</p>
        <div class="actions">
          {(["yaml", "csv"] as const).map((format) => (
            <a key={format} class="button plain" href={`${base}/api/knowledge/export?format=${format}`} download>
              <Icon name="download" />
              <span>{format.toUpperCase()}</span>
            </a>
          ))}
        </div>
      </section>
      <section class="card">
        <h2>{words.import}</h2>
        <p class="muted">{words.importText}</p>
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,.csv"
          hidden
          aria-label={words.chooseFile}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <div class="actions">
          <Button icon="upload" disabled={busy} onClick={() => input.current?.click()}>
            {words.chooseFile}
          </Button>
        </div>
        {result && (
          <div role="status">
            <p>{words.imported(result.intents, result.articles, result.cannedReplies)}</p>
            {result.problems.length > 0 && (
              <>
                <p class="warn-text">{words.leftOut(result.problems.length)}</p>
                <ul class="problem-list">
                  {result.problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </section>
    </div>
  );
}
