import type { ImportResult, KnowledgeFile } from "@parley/protocol";
import { useState } from "preact/hooks";
import { base } from "../api.ts";
import { href } from "../route.ts";
import { Icon } from "../ui/Icon.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { DropZone } from "./DropZone.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { fileOf, type Found, MOST_BYTES, tableAddress } from "./files.ts";
import { ImportPreview } from "./ImportPreview.tsx";
import { Problems } from "./Problems.tsx";

/** Takes knowledge out as a file, and in. */
export function Exchange() {
  const words = exchangeWords();
  const [files, setFiles] = useState<KnowledgeFile[]>();
  const [done, setDone] = useState<ImportResult>();
  const take = (found: readonly Found[]) =>
    void attempt(async () => {
      if (found.length === 0) return toast(words.noFiles, "bad");
      if (found.reduce((sum, { file }) => sum + file.size, 0) > MOST_BYTES) return toast(words.tooLarge, "bad");
      setDone(undefined);
      setFiles(await Promise.all(found.map(({ file, path }) => fileOf(file, path))));
    });
  return (
    <div class="cards exchange">
      <section class="card">
        <h2>{words.import}</h2>
        <p class="muted">{words.importText}</p>
        <DropZone onFiles={take} />
        {done && <Done result={done} />}
        <details class="formats">
          <summary>{words.formats}</summary>
          <ul>
            {words.formatList.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
        <p class="muted">{words.templateText}</p>
        <div class="actions">
          <a class="button plain" href={tableAddress(words.templateRows)} download="parley-faq.csv">
            <Icon name="download" />
            <span>{words.template}</span>
          </a>
        </div>
      </section>
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
      {files && (
        <ImportPreview
          files={files}
          onClose={() => setFiles(undefined)}
          onDone={(result) => {
            setFiles(undefined);
            setDone(result);
          }}
        />
      )}
    </div>
  );
}

function Done({ result }: { result: ImportResult }) {
  const words = exchangeWords();
  const { intents, articles, cannedReplies } = result;
  const sum = (how: "new" | "changed" | "removed") => intents[how] + articles[how] + cannedReplies[how];
  return (
    <div role="status" class="import-done">
      <p>
        <Icon name="check" /> {words.done({ new: sum("new"), changed: sum("changed"), removed: sum("removed") })}
      </p>
      {intents.new + intents.changed + intents.removed > 0 && (
        <p class="muted">
          {words.train} <a href={href("training")}>{words.toTraining}</a>
        </p>
      )}
      <Problems result={result} />
    </div>
  );
}
