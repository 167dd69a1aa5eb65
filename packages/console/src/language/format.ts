import type { Locale } from "@parley/protocol";
import { signal } from "@preact/signals";
import { language } from "./language.ts";

/** The time now, in ms; changes every second, so that what reads it keeps counting. */
export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 1000);

const UNITS = { en: [" s", " min", " h", " d"], "zh-CN": [" 秒", " 分钟", " 小时", " 天"] } as const;

/** A span of `ms` in its largest unit: `45 s`, `3 min`, `2 h`, `5 d`. Never with a colon, which reads as a time of day. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [s, m, h, d] = UNITS[language.value];
  if (seconds < 60) return `${seconds}${s}`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${m}`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${h}`;
  return `${Math.floor(seconds / 86_400)}${d}`;
}

/** How long somebody has waited: as `span`, from an hour on with the minutes, for they count. */
export function waited(ms: number): string {
  const minutes = Math.floor(ms / 60_000) % 60;
  return ms < 3600_000 || ms >= 86_400_000 || minutes === 0 ? span(ms) : `${span(ms)} ${span(minutes * 60_000)}`;
}

/** Hours and minutes. */
export function clock(at: number): string {
  return format({ hour: "numeric", minute: "2-digit" }, at);
}

/** The day in words, with the year where it is not this one. */
export function day(at: number): string {
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return format({ month: "long", day: "numeric", weekday: "short", ...year }, at);
}

/** Day and time, short. */
export function moment(at: number): string {
  return format({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }, at);
}

/** Day and month in digits, for axes. */
export function shortDay(at: number): string {
  return format({ month: "numeric", day: "numeric" }, at);
}

/** A share from 0 to 1 as a percentage. */
export function percent(share: number, digits = 0): string {
  const options = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language.value, options).format(share);
}

/** A number with its thousands grouped. */
export function count(value: number): string {
  return new Intl.NumberFormat(language.value).format(value);
}

/** A number of bytes in kB or MB. */
export function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What a language is called in the console's own; what is none, as it is. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: "language" }).of(tag.replace(/-CN$/, "")) ?? tag;
  } catch {
    return tag;
  }
}

/** How a person writes times and numbers: as their browser says, in the console's language. */
export function customs(
  spoken: Locale,
  preferred: readonly string[],
): { locale: string; hourCycle: "h11" | "h12" | "h23" | "h24" | undefined } {
  const [first = spoken] = preferred;
  const same = preferred.find((one) => one.toLowerCase().startsWith(spoken.slice(0, 2)));
  // Who speaks it where nobody else does keeps at least to their hours.
  const { hourCycle } = new Intl.DateTimeFormat(first, { hour: "numeric" }).resolvedOptions();
  return { locale: same ?? spoken, hourCycle: same ? undefined : hourCycle };
}

function format(options: Intl.DateTimeFormatOptions, at: number): string {
  const { locale, hourCycle } = customs(language.value, globalThis.navigator?.languages ?? []);
  return new Intl.DateTimeFormat(locale, { ...options, ...(hourCycle && { hourCycle }) }).format(at);
}
