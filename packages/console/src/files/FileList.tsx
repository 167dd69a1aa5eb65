import type { ContactFile } from "@parley/protocol";
import { moment } from "../language/format.ts";
import { uiWords } from "../ui/words.ts";
import { Document } from "./Shown.tsx";
import { fileTexts } from "./texts.ts";

/** What was sent in somebody's conversations, by them and by us, the newest first. */
export function FileList({ files }: { files: readonly ContactFile[] }) {
  const { files: title } = fileTexts();
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {files.length === 0 && <p class="muted">{uiWords().none}</p>}
      <ul class="file-list">
        {files.map(({ file, conversationId, at }) => (
          <li key={file.id}>
            <Document conversationId={conversationId} file={file} />
            <small class="muted">{moment(at)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
