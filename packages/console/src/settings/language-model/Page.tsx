import type { LanguageModelKept } from "@parley/protocol";
import { change, read } from "../../api.ts";
import { count } from "../../language/format.ts";
import { useLoader } from "../../live/load.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Fetched } from "../../ui/parts.tsx";
import { Switch } from "../../ui/Select.tsx";
import { Table } from "../../ui/Table.tsx";
import { attempt, toast } from "../../ui/toast.ts";
import { type Draft, Saved } from "../saved.tsx";
import { modelTexts } from "./texts.ts";

const PATH = "language-model";
type Value = LanguageModelKept["value"] & { key: string };

/** A key that was not written stays. */
const save = ({ key, ...value }: Value, version: number) =>
  change("PUT", PATH, { version, value: { ...value, ...(key && { key }) } });

/** Which language model is asked, and for what. */
export function Page() {
  const loader = useLoader(() => read<LanguageModelKept>(PATH));
  return (
    <Fetched from={loader}>
      {(kept) => (
        <>
          <Saved
            key={kept.version}
            kept={{ value: { ...kept.value, key: "" }, version: kept.version }}
            save={save}
            reload={loader.reload}
          >
            {(draft) => <Fields {...draft} hasKey={kept.hasKey} />}
          </Saved>
          {kept.hasKey && <RemoveKey kept={kept} reload={loader.reload} />}
          <Uses days={kept.days} />
        </>
      )}
    </Fetched>
  );
}

function Fields({ value, set, error, hasKey }: Draft<Value> & { hasKey: boolean }) {
  const texts = modelTexts();
  return (
    <div class="card stack">
      <p>{texts.warning}</p>
      <Field
        label={texts.address}
        hint={texts.addressHint}
        value={value.address}
        error={error("address")}
        onInput={(address) => set({ address })}
      />
      <Field label={texts.model} value={value.model} error={error("model")} onInput={(model) => set({ model })} />
      <Field
        label={texts.key}
        hint={hasKey ? texts.keyThere : texts.keyNone}
        type="password"
        autocomplete="new-password"
        value={value.key}
        error={error("key")}
        onInput={(key) => set({ key })}
      />
      <Switch label={texts.drafts} hint={texts.draftsHint} on={value.drafts} onChange={(drafts) => set({ drafts })} />
      <Switch
        label={texts.translation}
        hint={texts.translationHint}
        on={value.translation}
        onChange={(translation) => set({ translation })}
      />
    </div>
  );
}

function RemoveKey({ kept: { version, value }, reload }: { kept: LanguageModelKept; reload: () => Promise<void> }) {
  const texts = modelTexts();
  const remove = async () => {
    if (!(await attempt(() => change("PUT", PATH, { version, value: { ...value, key: "" } })))) return;
    toast(texts.removed);
    await reload();
  };
  return (
    <div class="actions">
      <Button onClick={remove}>{texts.removeKey}</Button>
    </div>
  );
}

function Uses({ days }: Pick<LanguageModelKept, "days">) {
  const texts = modelTexts();
  return (
    <section class="card stack">
      <h2>{texts.use}</h2>
      {days.length === 0 ? (
        <p class="muted">{texts.none}</p>
      ) : (
        <Table label={texts.use} heads={texts.heads} words={1}>
          {days.toReversed().map(({ day, drafts, translations, failed }) => (
            <tr key={day}>
              <td>{day}</td>
              <td class="number">{count(drafts)}</td>
              <td class="number">{count(translations)}</td>
              <td class="number">{count(failed)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
