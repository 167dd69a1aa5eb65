import type { ImportResult, KnowledgeFile } from "@parley/protocol";
import { useState } from "preact/hooks";
import { href } from "../route.ts";
import { Icon } from "../ui/Icon.tsx";
import { base64 } from "../ui/base64.ts";
import { attempt, toast } from "../ui/toast.ts";
import { DropZone } from "./DropZone.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { type Found, MOST_BYTES } from "./files.ts";
import { ImportPreview } from "./ImportPreview.tsx";
import { Problems } from "./Problems.tsx";

/** Takes files in: dropped or chosen, looked at, imported. `note` says when they take effect. */
export function TakeIn({ onDone, note }: { onDone?: () => unknown; note?: string }) {
  const words = exchangeWords();
  const [files, setFiles] = useState<KnowledgeFile[]>();
  const [done, setDone] = useState<ImportResult>();
  const take = (found: readonly Found[]) =>
    void attempt(async () => {
      if (found.length === 0) return toast(words.noFiles, "bad");
      if (found.reduce((sum, { file }) => sum + file.size, 0) > MOST_BYTES) return toast(words.tooLarge, "bad");
      setDone(undefined);
      setFiles(await Promise.all(found.map(async ({ file, path }) => ({ name: path, content: await base64(file) }))));
    });
  return (
    <>
      <DropZone onFiles={take} />
      {done && <Done result={done} note={note} />}
      {files && (
        <ImportPreview
          files={files}
          onClose={() => setFiles(undefined)}
          onDone={(result) => {
            setFiles(undefined);
            setDone(result);
            onDone?.();
          }}
        />
      )}
    </>
  );
}

function Done({ result, note }: { result: ImportResult; note: string | undefined }) {
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
          {note ?? words.train} <a href={href("training")}>{words.toTraining}</a>
        </p>
      )}
      <Problems result={result} />
    </div>
  );
}
