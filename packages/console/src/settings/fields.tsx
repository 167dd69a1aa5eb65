import type { Hours, Span } from "@parley/protocol";
import { useState } from "preact/hooks";
import { Field } from "../ui/Field.tsx";
import { Switch } from "../ui/Select.tsx";
import { settingsWords } from "./words.ts";

interface OneProps {
  label: string;
  hint?: string;
  error?: string | undefined;
}

/** A number; empty where it may be left out. */
export function NumberField(props: OneProps & { value: number | undefined; onChange: (value?: number) => void }) {
  const { value, onChange, ...rest } = props;
  const [text, setText] = useState(value === undefined ? "" : `${value}`);
  return (
    <Field
      {...rest}
      value={text}
      onInput={(typed) => {
        setText(typed);
        onChange(typed.trim() === "" ? undefined : Number(typed));
      }}
    />
  );
}

/** Several in one text, each ended by a separator. */
export function ListField(
  props: OneProps & { value: readonly string[]; onChange: (value: string[]) => void; lines?: boolean },
) {
  const { value, onChange, lines, ...rest } = props;
  const [text, setText] = useState(value.join(lines ? "\n" : ", "));
  return (
    <Field
      {...rest}
      {...(lines && { rows: 4 })}
      value={text}
      onInput={(typed) => {
        setText(typed);
        const parts = typed.split(lines ? "\n" : /[,，、]/);
        onChange(parts.map((part) => part.trim()).filter(Boolean));
      }}
    />
  );
}

const two = (number: number) => `${number}`.padStart(2, "0");
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const spanText = ({ from, to }: Span) => `${clock(from)}-${clock(to)}`;
/** What the engine refuses, so that it says why. */
const UNREADABLE: Span = { from: -1, to: -1 };

export function readSpans(text: string): Span[] {
  const parts = text.split(/[,，、]/).map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const [, ...found] = /^(\d{1,2})[:：](\d{2})\s*[-–—~]\s*(\d{1,2})[:：](\d{2})$/.exec(part) ?? [];
    const [hour = 0, minute = 0, lastHour = 0, lastMinute = 0] = found.map(Number);
    return found.length > 0 ? { from: hour * 60 + minute, to: lastHour * 60 + lastMinute } : UNREADABLE;
  });
}

export function readDates(text: string): NonNullable<Hours["dates"]> {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
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
  onChange: (hours: Hours | undefined) => void;
  error: (field: string) => string | undefined;
}

/** When people are there: each day of the week from Monday on, and days that are not as others. */
export function HoursField({ value, onChange, error }: HoursProps) {
  const words = settingsWords();
  return (
    <div class="stack">
      <Switch
        label={words.hoursOn}
        on={value !== undefined}
        onChange={(on) => onChange(on ? usualHours() : undefined)}
      />
      {value && <Week value={value} onChange={onChange} error={error} />}
    </div>
  );
}

function Week({ value, onChange, error }: HoursProps & { value: Hours }) {
  const words = settingsWords();
  const [texts, setTexts] = useState(value.week.map((spans) => spans.map(spanText).join(", ")));
  const [dates, setDates] = useState((value.dates ?? []).map(dateText).join("\n"));
  const day = (index: number) => (typed: string) => {
    setTexts(texts.with(index, typed));
    onChange({ ...value, week: value.week.with(index, readSpans(typed)) });
  };
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
          <Field
            key={index}
            label={words.days[index] ?? ""}
            value={texts[index] ?? ""}
            error={error(`hours.week.${index}`)}
            onInput={day(index)}
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
        onInput={(typed) => {
          setDates(typed);
          onChange({ ...value, dates: readDates(typed) });
        }}
      />
    </div>
  );
}
