import { ChatError, type Member, type PastVersion } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { change, read } from "../api.ts";
import { moment } from "../language/format.ts";
import { useLoader } from "../live/load.ts";
import { Button } from "../ui/Button.tsx";
import { Badge, Fetched } from "../ui/parts.tsx";
import { attempt, toast } from "../ui/toast.ts";
import { settingsWords } from "./words.ts";
import { Form } from "../ui/Form.tsx";
import { Problem } from "../ui/FormDialog.tsx";
import { carried, useDraft } from "../ui/carried.ts";
import { uiWords } from "../ui/words.ts";

/** A value with its version, as the engine keeps it. */
export interface Kept<T> {
  value: T;
  version: number;
}

/** What a form of settings works with. */
export interface Draft<T> {
  value: T;
  set: (changed: Partial<T>) => void;
  /** What is wrong with a field, as the engine said. */
  error: (field: string) => string | undefined;
}

interface SavedProps<T> {
  kept: Kept<T>;
  save: (value: T, version: number) => Promise<unknown>;
  /** Where its past is, below `/api`; nowhere, if it has none. */
  path?: string;
  reload: () => Promise<void>;
  children: (draft: Draft<T>) => ComponentChildren;
}

/** What was changed in a form since it was sent: it begins anew with what is stored, and with that. */
const sinceSent = new Map<string, { sent: object; next: object }>();

function begun<T extends object>(path: string, stored: T): T {
  const since = sinceSent.get(path);
  sinceSent.delete(path);
  return since ? carried(stored, since.sent as T, since.next as T) : stored;
}

/** A form of settings that are saved as a whole: who saw an older version is told, and what they were can be brought back. */
export function Saved<T extends object>({ kept, save, path, reload, children }: SavedProps<T>) {
  const words = settingsWords();
  const [value, setValue] = useDraft(() => begun(path ?? "", kept.value));
  const sent = useRef<T | undefined>(undefined);
  const [fields, setFields] = useState<Record<string, string[]>>({});
  const [past, showPast] = useState(false);
  const dirty = JSON.stringify(value) !== JSON.stringify(kept.value);
  const draft: Draft<T> = {
    value,
    set(changed) {
      const next = { ...value, ...changed };
      setValue(next);
      if (sent.current && path !== undefined) sinceSent.set(path, { sent: sent.current, next });
    },
    error: errorsIn(fields),
  };
  const send = async () => {
    sinceSent.delete(path ?? "");
    sent.current = value;
    // Where it is stored another form takes this one's place.
    if (!(await deliver())) sent.current = undefined;
  };
  const deliver = async () => {
    const done = await attempt(async () => {
      try {
        await save(value, kept.version);
      } catch (error) {
        setFields(fieldsOf(error));
        throw error;
      }
    });
    if (!done) return false;
    toast(words.saved);
    await reload();
    return true;
  };
  const discard = () => {
    sinceSent.delete(path ?? "");
    setValue(kept.value);
    setFields({});
  };
  return (
    <Form class="settings-form stack" noValidate onSubmit={send}>
      {children(draft)}
      <Problem>{Object.keys(fields).length > 0 ? words.some : undefined}</Problem>
      <div class="actions">
        <Button type="submit" tone="primary" disabled={!dirty}>
          {uiWords().save}
        </Button>
        {dirty && <Button onClick={discard}>{words.discard}</Button>}
        {dirty && <Badge tone="warn">{words.unsaved}</Badge>}
        {path !== undefined && (
          <Button tone="quiet" icon="clock" expanded={past} onClick={() => showPast(!past)}>
            {words.history}
          </Button>
        )}
      </div>
      {past && path !== undefined && <Past path={path} version={kept.version} reload={reload} />}
    </Form>
  );
}

/** What is wrong with a field, or with what is in it. Names are in parts, so that of a list the first is not taken for the eleventh. */
export const errorsIn = (fields: Record<string, readonly string[]>) => (field: string) =>
  Object.entries(fields).find(([name]) => `${name.replace(/^value\./, "")}.`.startsWith(`${field}.`))?.[1][0];

function fieldsOf(error: unknown): Record<string, string[]> {
  const fields = error instanceof ChatError ? error.details?.["fields"] : undefined;
  return typeof fields === "object" && fields !== null ? (fields as Record<string, string[]>) : {};
}

/** What the settings were, and who changed them. */
function Past({ path, version, reload }: Pick<SavedProps<object>, "reload"> & { path: string; version: number }) {
  const words = settingsWords();
  const loader = useLoader(
    async () => {
      const [versions, team] = await Promise.all([read<PastVersion[]>(`${path}/history`), read<Member[]>("team")]);
      return versions.map((one) => ({ ...one, who: team.find(({ id }) => id === one.by)?.name ?? words.byNobody }));
    },
    path,
    version,
  );
  const restore = async (to: number) => {
    if (!(await attempt(() => change("POST", `${path}/restore`, { version, to })))) return;
    toast(words.saved);
    await reload();
  };
  return (
    <Fetched from={loader}>
      {(versions) =>
        versions.length > 0 ? (
          <ul class="settings-past">
            {versions.map((one) => (
              <li key={one.version} class="row-field">
                {words.version(one.version)} · {one.who}
                {one.at !== undefined && ` · ${moment(one.at)}`}
                <Button small onClick={() => restore(one.version)}>
                  {words.restore}
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <p class="muted">{words.noHistory}</p>
        )
      }
    </Fetched>
  );
}
