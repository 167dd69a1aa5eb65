import { type ContactNote, may } from "@parley/protocol";
import { useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { moment } from "../language/format.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { contactWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";

interface NotesProps {
  notes: readonly ContactNote[];
  /** Resolves to whether it worked. */
  onAdd: (text: string) => Promise<boolean>;
  onRemove: (id: string) => unknown;
}

/** What the team has written about a contact, the newest first. */
export function Notes({ notes, onAdd, onRemove }: NotesProps) {
  const words = contactWords();
  const { me } = useDesk();
  const mayRemoveAll = may(me.role, "supervisor");
  const [text, setText] = useState("");
  const add = async () => {
    if (text.trim() && (await onAdd(text))) setText("");
  };
  return (
    <section class="card" aria-label={words.notes}>
      <h2>{words.notes}</h2>
      <Form onSubmit={add}>
        <Field label={words.addNote} rows={2} maxLength={4000} value={text} onInput={setText} hint={words.noteHint} />
        <div>
          <Button type="submit" disabled={!text.trim()}>
            {words.addNote}
          </Button>
        </div>
      </Form>
      <ul class="contact-notes">
        {notes.map(({ id, by, at, text }) => (
          <li key={id}>
            <p class="plain" dir="auto">
              {text}
            </p>
            <small class="muted">
              {by.name} · {moment(at)}
            </small>
            {(mayRemoveAll || by.id === me.id) && (
              <Button small icon="trash" tone="quiet" label={words.removeNote(by.name)} onClick={() => onRemove(id)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
