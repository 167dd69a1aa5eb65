import { type DeskFilter, type DeskSort, type DeskView, type Member, newId } from "@parley/protocol";
import { useState } from "preact/hooks";
import { change, read } from "../../api.ts";
import { useDesk } from "../../desk/use-desk.ts";
import { useLoader } from "../../live/load.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { optionsOf, Select, Switch } from "../../ui/Select.tsx";
import { attempt } from "../../ui/toast.ts";
import { readSorting, sorting } from "./sorting.ts";
import { arrangingTexts } from "./texts.ts";
import type { Viewing } from "./viewing.ts";

interface FilterDialogProps {
  /** The one that is changed, if it is one that is kept. */
  view: DeskView | undefined;
  /** What is shown now. */
  from: Viewing | undefined;
  onShow: (next: Viewing) => unknown;
  onClose: () => void;
}

const NOTHING = { filter: {}, sort: "newest" } as const;
const SORTS = ["newest", "oldest", "waiting", "due"] as const;
const LANGUAGES = ["zh", "en", "ja", "ko", "es", "fr", "ar"];

/** Says which conversations are meant, for now or to be kept. */
export function FilterDialog({ view, from, onShow, onClose }: FilterDialogProps) {
  const { me } = useDesk();
  const texts = arrangingTexts();
  const now = from ?? NOTHING;
  const kept = view ?? { id: newId(), name: "", shared: false, version: 0 };
  const [filter, setFilter] = useState<DeskFilter>(now.filter);
  const [sort, setSort] = useState<DeskSort>(now.sort);
  const [name, setName] = useState(kept.name);
  const [shared, share] = useState(kept.shared);
  const mayChange = !view || view.by === me.id || me.role !== "agent";
  const show = () => {
    onClose();
    return onShow({ id: "filter", filter, sort });
  };
  const save = () =>
    attempt(async () => {
      const { id, version } = kept;
      const body = { id, name, filter, sort, shared, version };
      await change<DeskView>("PUT", `desk/views/${id}`, body);
      await readSorting(true);
      onClose();
      await onShow({ id, filter, sort });
    });
  return (
    <Dialog title={texts.ownView} onClose={onClose}>
      <Form onSubmit={show}>
        <Conditions filter={filter} onChange={setFilter} />
        <Select<DeskSort> label={texts.sort} value={sort} options={optionsOf(SORTS, texts.sorts)} onChange={setSort} />
        {mayChange && <Field label={texts.viewName} value={name} maxLength={60} onInput={setName} />}
        {mayChange && name.trim() && <Switch label={texts.shared} on={shared} onChange={share} />}
        <footer>
          {mayChange && (
            <Button disabled={!name.trim()} onClick={save}>
              {texts.save}
            </Button>
          )}
          <Button type="submit" tone="primary">
            {texts.apply}
          </Button>
        </footer>
      </Form>
    </Dialog>
  );
}

interface ConditionsProps {
  filter: DeskFilter;
  onChange: (filter: DeskFilter) => void;
}

type Listed = "status" | "inboxes" | "channels" | "agents" | "tags" | "languages";

function Conditions({ filter, onChange }: ConditionsProps) {
  const { inbox } = useDesk();
  const texts = arrangingTexts();
  const team = useLoader(() => read<Member[]>("team")).state.value;
  const members = team.status === "ready" ? team.value : [];
  const channels = [...new Set([...inbox.items.value.values()].map(({ conversation }) => conversation.channel))];
  const states = Object.entries(texts.states).map(([value, label]) => ({ value, label }));
  const plain = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const named = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  const rows: [Listed, string, { value: string; label: string }[]][] = [
    ["status", texts.state, states],
    ["inboxes", texts.inbox, named(inbox.sites.value)],
    ["channels", texts.channel, plain(channels)],
    ["agents", texts.agent, [{ value: "me", label: texts.me }, ...named(members)]],
    ["tags", texts.tag, named(sorting.value.settings.tags)],
    ["languages", texts.language, plain(LANGUAGES)],
  ];
  const without = (field: keyof DeskFilter) =>
    Object.fromEntries(Object.entries(filter).filter(([key]) => key !== field));
  const asideNow = filter.snoozed === undefined ? "" : String(filter.snoozed);
  return (
    <div class="arranging-conditions">
      {rows.map(([field, label, options]) => (
        <Select<string>
          key={field}
          label={label}
          value={filter[field]?.[0] ?? ""}
          options={[{ value: "", label: texts.any }, ...options]}
          onChange={(value) => onChange({ ...without(field), ...(value && { [field]: [value] }) })}
        />
      ))}
      <Select<string>
        label={texts.whether}
        value={asideNow}
        options={[
          { value: "", label: texts.any },
          { value: "true", label: texts.yes },
          { value: "false", label: texts.no },
        ]}
        onChange={(value) => onChange({ ...without("snoozed"), ...(value && { snoozed: value === "true" }) })}
      />
      <Field
        label={texts.waiting}
        value={filter.waitingMinutes === undefined ? "" : String(filter.waitingMinutes)}
        onInput={(value) => {
          const minutes = Number(value);
          const known = value.trim() !== "" && Number.isFinite(minutes) && minutes >= 0;
          onChange({ ...without("waitingMinutes"), ...(known && { waitingMinutes: minutes }) });
        }}
      />
    </div>
  );
}
