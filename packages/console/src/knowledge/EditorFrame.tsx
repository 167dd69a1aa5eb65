import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { moment } from "../language/format.ts";
import { href } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { InboxChoice } from "../ui/InboxChoice.tsx";
import { Badge } from "../ui/parts.tsx";
import { mayEdit } from "./EntryList.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { changedBy, type Entries, type Kind } from "../desk/knowledge.ts";
import type { Editor } from "./use-editor.ts";
import { knowledgeWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";

interface FrameProps<K extends Kind> {
  kind: K;
  title: string;
  editor: Editor<K>;
  hint?: string;
  children: ComponentChildren;
}

/** What every editor has: title, save, discard, delete, and the choice when somebody else was faster. */
export function EditorFrame<K extends Kind>({ kind, title, editor, hint, children }: FrameProps<K>) {
  const { me } = useDesk();
  const words = knowledgeWords();
  const editable = mayEdit(me.role, kind);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const save = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
      event.preventDefault();
      // As the button does it, so that what is missing is said where it is missing.
      if (editor.dirty && editable && !editor.theirs) form.current?.requestSubmit();
    };
    document.addEventListener("keydown", save);
    return () => document.removeEventListener("keydown", save);
  });
  return (
    <Form innerRef={form} class="editor" aria-label={title} onSubmit={editor.save}>
      <header>
        <a class="button quiet only-icon back" href={href("knowledge", kind)} aria-label={words.kinds[kind]}>
          <Icon name="back" />
        </a>
        <div>
          <h2>{title}</h2>
          <p class="muted">
            {editor.dirty && <Badge tone="warn">{words.unsaved}</Badge>} {lastChange(editor.entry)}
          </p>
        </div>
        {editable && <EditorActions editor={editor} />}
      </header>
      {!editable && <p class="notice">{words.readOnly}</p>}
      {editor.theirs && <Conflict editor={editor} />}
      <fieldset class="stack" disabled={!editable}>
        <legend class="said">{title}</legend>
        {children}
        <ForInboxes editor={editor} />
      </fieldset>
      {hint && editable && <p class="hint">{hint}</p>}
    </Form>
  );
}

/** Which inboxes it is for, where there are several or it names some. */
function ForInboxes<K extends Kind>({ editor: { entry, change } }: { editor: Editor<K> }) {
  const sites = useDesk().inbox.sites.value;
  const { inboxes }: { inboxes?: string[] | undefined } = entry;
  const label = exchangeWords().fields.inboxes;
  if (sites.length < 2 && !inboxes) return null;
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="field-label">{label}</span>
      <InboxChoice
        sites={sites}
        value={inboxes}
        onChange={(chosen) => change({ inboxes: chosen } as Partial<Entries[K]>)}
      />
    </div>
  );
}

function lastChange(entry: Entries[Kind]): string | undefined {
  if (!("updatedAt" in entry) || !entry.updatedAt) return undefined;
  const words = knowledgeWords();
  return words.changedBy(changedBy(entry), moment(entry.updatedAt));
}

function EditorActions<K extends Kind>({ editor }: { editor: Editor<K> }) {
  const words = knowledgeWords();
  const deleting = useSignal(false);
  const ask = (on: boolean) => () => {
    deleting.value = on;
  };
  const { dirty, isNew, saving, theirs } = editor;
  return (
    <div class="actions">
      {!isNew && <Button icon="trash" tone="quiet" label={words.remove} onClick={ask(true)} />}
      {dirty && !theirs && <Button onClick={editor.discard}>{words.discard}</Button>}
      <Button type="submit" tone="primary" shortcut="Control+S" disabled={!dirty || saving || theirs !== undefined}>
        {words.save}
      </Button>
      {deleting.value && (
        <Confirm
          danger
          title={words.removeTitle}
          text={words.removeText}
          action={words.remove}
          onClose={ask(false)}
          onConfirm={editor.remove}
        />
      )}
    </div>
  );
}

function Conflict<K extends Kind>({ editor }: { editor: Editor<K> }) {
  const words = knowledgeWords();
  const fields: Record<string, string> = { ...exchangeWords().fields, examples: words.examplesShort };
  const { entry, theirs } = editor;
  const mine: Record<string, unknown> = { ...entry };
  const changed = Object.entries(theirs ?? {})
    .filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(mine[field]) && !/^(version|updated)/.test(field),
    )
    .map(([field]) => fields[field === "articleId" ? "article" : field] ?? field);
  return (
    <div class="banner warn" role="alert">
      <Icon name="warning" />
      <p>
        {words.conflict(theirs && changedBy(theirs))} {changed.length > 0 && `${words.differs} ${words.list(changed)}`}
      </p>
      <Button small onClick={editor.discard}>
        {words.takeTheirs}
      </Button>
      <Button small tone="primary" onClick={editor.keepMine}>
        {words.keepMine}
      </Button>
    </div>
  );
}
