import { type DeskSettings, newId, type SavedSettings } from "@parley/protocol";
import { change, read } from "../api.ts";
import { useLoader } from "../live/load.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Select, Switch } from "../ui/Select.tsx";
import { deskTexts } from "./desk-texts.ts";
import { type Draft, Saved } from "./saved.tsx";
import { Fetched } from "../ui/parts.tsx";

const COLOURS = ["grey", "red", "orange", "green", "teal", "blue", "purple", "pink"] as const;

/** The same, as it is kept. */
export function KeptDesk() {
  const loader = useLoader(() => read<SavedSettings>("settings"));
  const path = "settings/desk";
  return (
    <Fetched from={loader}>
      {({ desk }) => (
        <Saved
          key={desk.version}
          kept={desk}
          path={path}
          save={(value, version) => change("PUT", path, { version, value })}
          reload={loader.reload}
        >
          {(draft) => <Desk {...draft} />}
        </Saved>
      )}
    </Fetched>
  );
}

const key = () => newId().slice(-12);

/** Tags, and the codes that say what conversations were about. */
function Desk({ value, set, error }: Draft<DeskSettings>) {
  const texts = deskTexts();
  const { tags, codes, codeRequired = false } = value;
  const colours = COLOURS.map((colour, place) => ({ value: colour, label: texts.colours[place] ?? colour }));
  const changed = <T,>(list: readonly T[], at: number, part: Partial<T>) =>
    list.map((one, place) => (place === at ? { ...one, ...part } : one));
  const without = <T,>(list: readonly T[], at: number) => list.filter((_, place) => place !== at);
  return (
    <>
      <fieldset class="card stack">
        <legend>{texts.tags}</legend>
        {tags.map(({ id, name, colour }, at) => (
          <div key={id} class="arranging-edit">
            <Field
              label={texts.name(at + 1)}
              value={name}
              maxLength={40}
              error={error(`tags.${at}.name`)}
              onInput={(name) => set({ tags: changed(tags, at, { name }) })}
            />
            <Select
              label={texts.colour(at + 1)}
              value={colour}
              options={colours}
              onChange={(colour) => set({ tags: changed(tags, at, { colour }) })}
            />
            <Button
              icon="trash"
              tone="quiet"
              label={texts.remove(name)}
              onClick={() => set({ tags: without(tags, at) })}
            />
          </div>
        ))}
        <Button icon="plus" onClick={() => set({ tags: [...tags, { id: key(), name: "", colour: "blue" }] })}>
          {texts.addTag}
        </Button>
      </fieldset>
      <fieldset class="card stack">
        <legend>{texts.codes}</legend>
        <p class="muted">{texts.codesHint}</p>
        {codes.map(({ id, name }, at) => (
          <div key={id} class="arranging-edit">
            <Field
              label={texts.code(at + 1)}
              value={name}
              maxLength={40}
              error={error(`codes.${at}.name`)}
              onInput={(name) => set({ codes: changed(codes, at, { name }) })}
            />
            <Button
              icon="trash"
              tone="quiet"
              label={texts.remove(name)}
              onClick={() => set({ codes: without(codes, at) })}
            />
          </div>
        ))}
        <Button icon="plus" onClick={() => set({ codes: [...codes, { id: key(), name: "" }] })}>
          {texts.addCode}
        </Button>
        <Switch label={texts.required} on={codeRequired} onChange={(on) => set({ codeRequired: on })} />
      </fieldset>
    </>
  );
}
