import type { Intent } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { inLanguage } from "../language/language.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import { BilingualLine, BilingualText } from "./Bilingual.tsx";
import { Choices } from "./Choices.tsx";
import { EditorFrame } from "./EditorFrame.tsx";
import { ExamplesField } from "./ExamplesField.tsx";
import { HowAnswered } from "./HowAnswered.tsx";
import { slug } from "../desk/knowledge.ts";
import { useEditor } from "./use-editor.ts";
import { knowledgeWords } from "./words.ts";

/** Edits an intent: what visitors say, and what the bot answers. */
export function IntentEditor({ id }: { id: string }) {
  const { knowledge } = useDesk();
  const words = knowledgeWords();
  const editor = useEditor("intents", id);
  const named = useSignal(false);
  const state = knowledge.state.value;
  if (!editor || state.status !== "ready") return <p class="entries-pick muted">{words.noMatch}</p>;
  const { intents, articles } = state.value;
  const { entry, change, isNew } = editor;
  const setTitle = (title: Intent["title"]) => change({ title, ...(isNew && !named.value && { id: slug(title.en) }) });
  return (
    <EditorFrame
      kind="intents"
      title={isNew ? words.newTitle.intents : inLanguage(entry.title) || entry.id}
      editor={editor}
      hint={words.trainAfter}
    >
      <BilingualLine labels={words.titleIn} value={entry.title} maxLength={80} onChange={setTitle} />
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
      <ExamplesField intent={entry} intents={intents} onChange={(examples) => change({ examples })} />
      <HowAnswered intent={entry} onChange={change} />
      <BilingualText
        labels={words.answerIn}
        value={entry.answer}
        rows={7}
        maxLength={4000}
        hint={words.answerHint}
        onChange={(answer) => change({ answer })}
      />
      <Select
        label={words.article}
        value={entry.articleId ?? ""}
        options={[
          { value: "", label: words.noArticle },
          ...articles.map((article) => ({ value: article.id, label: inLanguage(article.title) })),
        ]}
        onChange={(articleId) => change({ articleId: articleId || undefined })}
      />
      <Choices
        chosen={entry.choices ?? []}
        intents={intents.filter((other) => other.id !== entry.id)}
        onChange={(choices) => change({ choices: choices.length ? choices : undefined })}
      />
    </EditorFrame>
  );
}
