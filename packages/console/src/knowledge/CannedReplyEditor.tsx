import { Field } from "../ui/Field.tsx";
import { BilingualText } from "./Bilingual.tsx";
import { EditorFrame } from "./EditorFrame.tsx";
import { useEditor } from "./use-editor.ts";
import { knowledgeWords } from "./words.ts";

/** Edits a reply that agents insert with `/`. */
export function CannedReplyEditor({ id }: { id: string }) {
  const words = knowledgeWords();
  const editor = useEditor("canned-replies", id);
  if (!editor) return <p class="entries-pick muted">{words.noMatch}</p>;
  const { entry, change, isNew } = editor;
  return (
    <EditorFrame
      kind="canned-replies"
      title={isNew ? words.newTitle["canned-replies"] : `/${entry.shortcut}`}
      editor={editor}
    >
      {isNew && (
        <Field
          label={words.shortcut}
          mono
          required
          pattern="[a-z0-9][a-z0-9_\-]*"
          maxLength={64}
          hint={words.shortcutHint}
          error={editor.taken ? words.taken : undefined}
          value={entry.shortcut}
          onInput={(shortcut) => change({ shortcut })}
        />
      )}
      <Field
        label={words.folder}
        maxLength={120}
        placeholder="Orders/Refunds"
        value={entry.folder ?? ""}
        onInput={(folder) => change({ folder: folder || undefined })}
      />
      <BilingualText
        labels={words.textIn}
        value={entry.text}
        rows={6}
        maxLength={4000}
        hint={words.textHint}
        onChange={(text) => change({ text })}
      />
    </EditorFrame>
  );
}
