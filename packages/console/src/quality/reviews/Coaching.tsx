import { type CoachingNote, may, type Member } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { moment } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { href } from "../../route.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { Select } from "../../ui/Select.tsx";
import { attempt } from "../../ui/toast.ts";
import { reviewTexts } from "./texts.ts";

/** What agents are told about their work: an agent reads theirs, who supervises writes them. */
export function Coaching() {
  const texts = reviewTexts();
  const { me } = useDesk();
  const supervises = may(me.role, "supervisor");
  const loader = useLoader(async () => {
    const [notes, team] = await Promise.all([read<CoachingNote[]>("coaching"), read<Member[]>("team")]);
    return { notes, team };
  });
  return (
    <Fetched from={loader} lines={6}>
      {({ notes, team }) => (
        <>
          <p class="muted">{texts.private}</p>
          {supervises && (
            <Write team={team.filter(({ id, disabled }) => id !== me.id && !disabled)} onDone={loader.reload} />
          )}
          <section class="card stack" aria-label={texts.coaching}>
            <h2>{texts.coaching}</h2>
            {notes.length === 0 && <p class="muted">{texts.noNotes}</p>}
            <ul class="said-list">
              {notes.map((note) => (
                <Note
                  key={note.id}
                  note={note}
                  to={team.find(({ id }) => id === note.agentId)?.name}
                  onRemove={supervises && note.agentId !== me.id ? loader.reload : undefined}
                />
              ))}
            </ul>
          </section>
        </>
      )}
    </Fetched>
  );
}

function Write({ team, onDone }: { team: readonly Member[]; onDone: () => Promise<void> }) {
  const texts = reviewTexts();
  const [agentId, setAgentId] = useState("");
  const [text, setText] = useState("");
  const options = [{ value: "", label: texts.none }, ...team.map(({ id, name }) => ({ value: id, label: name }))];
  const send = async () => {
    if (!(await attempt(() => change("POST", "coaching", { agentId, text })))) return;
    setText("");
    await onDone();
  };
  return (
    <Form class="card stack" onSubmit={send}>
      <Select label={texts.agent} value={agentId} options={options} onChange={setAgentId} />
      <Field label={texts.note} rows={3} maxLength={4000} value={text} onInput={setText} />
      <div class="actions">
        <Button type="submit" tone="primary" disabled={!agentId || !text.trim()}>
          {texts.add}
        </Button>
      </div>
    </Form>
  );
}

interface NoteProps {
  note: CoachingNote;
  to: string | undefined;
  onRemove: (() => Promise<void>) | undefined;
}

function Note({ note: { id, by, at, text, conversationId }, to, onRemove }: NoteProps) {
  const texts = reviewTexts();
  const remove = async () => {
    if (await attempt(() => change("DELETE", `coaching/${id}`))) await onRemove?.();
  };
  return (
    <li>
      <p dir="auto" class="coached">
        {text || texts.erased}
      </p>
      <small class="muted">
        {texts.noteOf(by.name, to ?? texts.none)} · {moment(at)}{" "}
        {conversationId && <a href={href("inbox", conversationId)}>{texts.open}</a>}
      </small>
      {onRemove && (
        <div class="actions">
          <Button small tone="quiet" onClick={remove}>
            {texts.remove}
          </Button>
        </div>
      )}
    </li>
  );
}
