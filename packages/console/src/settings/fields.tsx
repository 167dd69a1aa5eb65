import type { Hours, Span } from "@parley/protocol";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { languageName } from "../language/format.ts";
import { Field } from "../ui/Field.tsx";
import { Switch } from "../ui/Select.tsx";
import { useSpoken } from "./spoken.ts";
import { settingsWords } from "./words.ts";

interface OneProps {
  label: string;
  hint?: string;
  placeholder?: string | undefined;
  error?: string | undefined;
}

/** A value that is typed as text. What was typed stays as it was typed for as long as it says what is kept. */
function useTyped<T>(value: T, read: (text: string) => T, write: (value: T) => string) {
  const [typed, setTyped] = useState("");
  const isKept = JSON.stringify(read(typed)) === JSON.stringify(value);
  const type = (text: string): T => {
    setTyped(text);
    return read(text);
  };
  return [isKept ? typed : write(value), type] as const;
}

const readNumber = (text: string) => (text.trim() === "" ? undefined : Number(text));
const writeNumber = (value: number | undefined) => (value === undefined ? "" : `${value}`);

/** A number; empty where it may be left out. */
export function NumberField(props: OneProps & { value: number | undefined; onChange: (value?: number) => void }) {
  const { value, onChange, ...rest } = props;
  const [text, type] = useTyped(value, readNumber, writeNumber);
  return <Field {...rest} value={text} onInput={(typed) => onChange(type(typed))} />;
}

const parts = (text: string, separator: RegExp | string) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);
const COMMA = /[,，、]/;

/** Several in one text, each ended by a separator. */
export function ListField(
  props: OneProps & { value: readonly string[]; onChange: (value: string[]) => void; lines?: boolean },
) {
  const { value, onChange, lines, ...rest } = props;
  const [text, type] = useTyped(
    [...value],
    (typed) => parts(typed, lines ? "\n" : COMMA),
    (all) => all.join(lines ? "\n" : ", "),
  );
  return <Field {...rest} {...(lines && { rows: 4 })} value={text} onInput={(typed) => onChange(type(typed))} />;
}

interface EachProps<T> extends OneProps {
  /** By language. */
  value: Readonly<Record<string, T>> | undefined;
  onChange: (value: Record<string, T>, lang: string, said: T) => void;
  /** What is said where nothing is given. */
  usual?: Readonly<Record<string, string>> | undefined;
  rows?: number;
}

/** What is made of each language's. */
export const eachOf = <T, U>(all: Readonly<Record<string, T>>, make: (one: T) => U) =>
  Object.fromEntries(Object.entries(all).map(([language, one]) => [language, make(one)]));

/** Words in each language, side by side. */
export function InEach(props: EachProps<string>) {
  return each(props, (value, usual) => <Field {...usual} value={value ?? ""} onInput={usual.onChange} />);
}

/** Several in each language, one a line. */
export function ListInEach(props: EachProps<string[]>) {
  return each(props, (value, usual) => <ListField lines {...usual} value={value ?? []} />);
}

type Usual<T> = Omit<EachProps<T>, "value" | "onChange"> & { lang: string; onChange: (said: T) => void };

function each<T>(
  { value, onChange, usual, ...rest }: EachProps<T>,
  field: (value: T | undefined, usual: Usual<T>) => VNode,
) {
  return (
    <div class="columns">
      {useSpoken(value).map((lang) => (
        <div key={lang}>
          {field(value?.[lang], {
            ...rest,
            lang,
            placeholder: usual?.[lang],
            label: `${rest.label} · ${languageName(lang)}`,
            onChange: (said) => onChange({ ...value, [lang]: said }, lang, said),
          })}
        </div>
      ))}
    </div>
  );
}

const two = (number: number) => `${number}`.padStart(2, "0");
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const spanText = ({ from, to }: Span) => `${clock(from)}-${clock(to)}`;
/** What the engine refuses, so that it says why. */
const UNREADABLE: Span = { from: -1, to: -1 };

export function readSpans(text: string): Span[] {
  return parts(text, COMMA).map((part) => {
    const [, ...found] = /^(\d{1,2})[:：](\d{2})\s*[-–—~]\s*(\d{1,2})[:：](\d{2})$/.exec(part) ?? [];
    const [hour = 0, minute = 0, lastHour = 0, lastMinute = 0] = found.map(Number);
    return found.length > 0 ? { from: hour * 60 + minute, to: lastHour * 60 + lastMinute } : UNREADABLE;
  });
}

export function readDates(text: string): NonNullable<Hours["dates"]> {
  return parts(text, "\n").map((line) => {
    const [date = "", ...rest] = line.split(/\s+/);
    const timed = /^\d/.test(rest[0] ?? "");
    const name = rest.slice(timed ? 1 : 0).join(" ");
    return { date, spans: timed ? readSpans(rest[0] ?? "") : [], ...(name && { name }) };
  });
}

const dateText = ({ date, spans, name = "" }: NonNullable<Hours["dates"]>[number]) =>
  [date, spans.map(spanText).join(","), name].filter(Boolean).join(" ");

const NINE_TO_SIX: Span = { from: 540, to: 1080 };
const usualHours = (): Hours => ({
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: Array.from({ length: 7 }, (_, day) => (day > 0 && day < 6 ? [NINE_TO_SIX] : [])),
});

interface HoursProps {
  value: Hours | undefined;
  /** What it means that there are some; that visitors are told, unless said. */
  label?: string;
  onChange: (hours: Hours | undefined) => void;
  error: (field: string) => string | undefined;
}

/** When people are there: each day of the week from Monday on, and days that are not as others. */
export function HoursField({ value, label, onChange, error }: HoursProps) {
  const words = settingsWords();
  return (
    <div class="stack">
      <Switch
        label={label ?? words.hoursOn}
        on={value !== undefined}
        onChange={(on) => onChange(on ? usualHours() : undefined)}
      />
      {value && <Week value={value} onChange={onChange} error={error} />}
    </div>
  );
}

/** From when to when, as people write it. */
function SpansField({ value, onChange, ...rest }: OneProps & { value: Span[]; onChange: (value: Span[]) => void }) {
  const [text, type] = useTyped(value, readSpans, (spans) => spans.map(spanText).join(", "));
  return <Field {...rest} value={text} onInput={(typed) => onChange(type(typed))} />;
}

function Week({ value, onChange, error }: HoursProps & { value: Hours }) {
  const words = settingsWords();
  const [dates, typeDates] = useTyped(value.dates ?? [], readDates, (all) => all.map(dateText).join("\n"));
  return (
    <div class="stack">
      <Field
        label={words.zone}
        value={value.zone}
        error={error("hours.zone")}
        onInput={(zone) => onChange({ ...value, zone })}
      />
      <div class="settings-week">
        {[1, 2, 3, 4, 5, 6, 0].map((index) => (
          <SpansField
            key={index}
            label={words.days[index] ?? ""}
            value={value.week[index] ?? []}
            error={error(`hours.week.${index}`)}
            onChange={(spans) => onChange({ ...value, week: value.week.with(index, spans) })}
          />
        ))}
      </div>
      <p class="hint">{words.hoursHint}</p>
      <Field
        label={words.dates}
        hint={words.datesHint}
        rows={4}
        value={dates}
        error={error("hours.dates")}
        onInput={(typed) => onChange({ ...value, dates: typeDates(typed) })}
      />
    </div>
  );
}
