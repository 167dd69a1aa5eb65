import { Select, Switch } from "./Select.tsx";
import { uiWords } from "./words.ts";

/** An inbox, by name. */
export interface Site {
  id: string;
  name: string;
}

interface InboxChoiceProps {
  sites: readonly Site[];
  /** Nothing: all of them. */
  value: readonly string[] | undefined;
  onChange: (chosen: string[] | undefined) => void;
}

/** All inboxes, also those that come, or some; only who says all has all, whatever is listed. */
export function InboxChoice({ sites, value, onChange }: InboxChoiceProps) {
  const all = sites.map(({ id }) => id);
  return (
    <>
      <Switch label={uiWords().allInboxes} on={!value} onChange={(on) => onChange(on ? undefined : all)} />
      {sites.map(({ id, name }) => (
        <Switch
          key={id}
          label={name}
          on={value?.includes(id) ?? true}
          onChange={(on) => {
            const others = (value ?? all).filter((other) => other !== id);
            onChange(on ? [...others, id] : others);
          }}
        />
      ))}
    </>
  );
}

interface SiteChoiceProps {
  sites: readonly Site[];
  value: string | undefined;
  onChange: (inbox: string) => void;
}

/** One inbox, or all; nothing where there is only one. */
export function SiteChoice({ sites, value = "", onChange }: SiteChoiceProps) {
  const all = uiWords().allInboxes;
  return sites.length < 2 ? null : (
    <Select<string>
      bare
      label={all}
      value={value}
      options={[{ value: "", label: all }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={onChange}
    />
  );
}
