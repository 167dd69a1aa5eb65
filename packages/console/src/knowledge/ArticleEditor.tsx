import type { Article } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { inLanguage } from "../language/language.ts";
import { Field } from "../ui/Field.tsx";
import { BilingualLine, BilingualText } from "./Bilingual.tsx";
import { EditorFrame } from "./EditorFrame.tsx";
import { slug } from "../desk/knowledge.ts";
import { useEditor } from "./use-editor.ts";
import { knowledgeWords } from "./words.ts";

/** Edits a page of the help centre. */
export function ArticleEditor({ id }: { id: string }) {
  const words = knowledgeWords();
  const editor = useEditor("articles", id);
  const named = useSignal(false);
  if (!editor) return <p class="entries-pick muted">{words.noMatch}</p>;
  const { entry, change, isNew } = editor;
  const setTitle = (title: Article["title"]) => change({ title, ...(isNew && !named.value && { id: slug(title.en) }) });
  return (
    <EditorFrame
      kind="articles"
      title={isNew ? words.newTitle.articles : inLanguage(entry.title) || entry.id}
      editor={editor}
    >
      <BilingualLine labels={words.titleIn} value={entry.title} maxLength={200} onChange={setTitle} />
      {isNew && (
        <Field
          label={words.id}
          mono
          required
          pattern="[a-z0-9][a-z0-9_\-]*"
          maxLength={64}
          hint={words.idHint}
          error={editor.taken ? words.taken : undefined}
          value={entry.id}
          onInput={(next) => {
            named.value = true;
            change({ id: next });
          }}
        />
      )}
      <BilingualText
        labels={words.bodyIn}
        value={entry.body}
        rows={18}
        maxLength={40_000}
        onChange={(body) => change({ body })}
      />
    </EditorFrame>
  );
}
