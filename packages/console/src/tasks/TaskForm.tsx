import {
  type Member,
  may,
  type TaskEdit,
  type TaskOwner,
  type TaskState,
  type TaskWithHistory,
} from "@parley/protocol";
import { useId, useState } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { useLoader } from "../live/load.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { optionsOf, Segments, Select } from "../ui/Select.tsx";
import { attempt } from "../ui/toast.ts";
import { fieldTime, listTasks, putTask, readTeam } from "./calls.ts";
import { taskTexts } from "./texts.ts";

interface TaskFormProps {
  edit: TaskEdit;
  inboxId: string;
  /** Who has it now, who may not be here any more. */
  owner?: TaskOwner | undefined;
  onSaved: (task: TaskWithHistory) => unknown;
}

const STATES = ["open", "waiting", "done"] as const;
const PRIORITIES = ["0", "1", "2", "3"] as const;

/** What a task is; what is written stays where it was refused, and while its link is made. */
export function TaskForm({ edit, inboxId, owner, onSaved }: TaskFormProps) {
  const texts = taskTexts();
  const [task, setTask] = useState(edit);
  const set = (change: Partial<TaskEdit>) => setTask({ ...task, ...change });
  const save = (change: Partial<TaskEdit> = {}) =>
    attempt(async () => void (await onSaved(await putTask({ ...task, ...change, version: edit.version }))));
  return (
    <Form onSubmit={() => save()}>
      <Field label={texts.title} value={task.title} required maxLength={200} onInput={(title) => set({ title })} />
      <div class="task-fields">
        <Owner value={task.owner} inboxId={inboxId} before={owner} onChange={(next) => set({ owner: next })} />
        <DueField value={task.dueAt} onChange={(dueAt) => set({ dueAt })} />
        <Select<string>
          label={texts.priority}
          value={String(task.priority)}
          options={optionsOf(PRIORITIES, texts.priorities)}
          onChange={(priority) => set({ priority: Number(priority) as TaskEdit["priority"] })}
        />
      </div>
      <Segments<TaskState>
        label={texts.state}
        value={task.state}
        options={optionsOf(STATES, texts.states)}
        onChange={(state) => set({ state })}
      />
      <Field
        label={texts.words}
        rows={3}
        maxLength={4000}
        value={task.words ?? ""}
        onInput={(words) => set({ words })}
      />
      <Field
        label={texts.toCustomer}
        hint={texts.toCustomerHint}
        rows={2}
        maxLength={2000}
        value={task.toCustomer ?? ""}
        onInput={(toCustomer) => set({ toCustomer })}
      />
      <footer>
        {edit.version > 0 && edit.state !== "done" && (
          <Button icon="check" disabled={!task.title.trim()} onClick={() => save({ state: "done" })}>
            {texts.done}
          </Button>
        )}
        <Button type="submit" tone="primary" disabled={!task.title.trim()}>
          {texts.save}
        </Button>
      </footer>
    </Form>
  );
}

function DueField({ value, onChange }: { value: number | undefined; onChange: (at: number | undefined) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{taskTexts().due}</label>
      <input
        id={id}
        type="datetime-local"
        value={value === undefined ? "" : fieldTime(value)}
        onInput={({ currentTarget }) => {
          const at = new Date(currentTarget.value).getTime();
          onChange(Number.isNaN(at) ? undefined : at);
        }}
      />
    </div>
  );
}

interface OwnerProps {
  value: TaskEdit["owner"];
  inboxId: string;
  before: TaskOwner | undefined;
  onChange: (owner: TaskEdit["owner"]) => void;
}

/** Who can have it: oneself first, teams, and who sees the inbox. */
function Owner({ value, inboxId, before, onChange }: OwnerProps) {
  const { me } = useDesk();
  const texts = taskTexts();
  const team = useLoader(readTeam).state.value;
  const page = useLoader(() => listTasks({ list: "mine" })).state.value;
  const isHere = ({ disabled, inboxes, role }: Member) =>
    !disabled && (may(role, "admin") || (inboxes?.includes(inboxId) ?? true));
  const members = team.status === "ready" ? team.value.filter((one) => isHere(one) && one.id !== me.id) : [];
  const teams = page.status === "ready" ? page.value.teams : [];
  const known = new Map<string, string>([["", texts.nobody]]);
  if (before) known.set(`${before.kind}/${before.id}`, before.name);
  known.set(`agent/${me.id}`, me.name);
  for (const { id, name } of teams) known.set(`team/${id}`, texts.teamOf(name));
  for (const { id, name } of members) known.set(`agent/${id}`, name);
  return (
    <Select<string>
      label={texts.owner}
      value={value ? `${value.kind}/${value.id}` : ""}
      options={[...known].map(([key, label]) => ({ value: key, label }))}
      onChange={(key) => {
        const at = key.indexOf("/");
        onChange(at < 0 ? undefined : { kind: key.slice(0, at) as TaskOwner["kind"], id: key.slice(at + 1) });
      }}
    />
  );
}
