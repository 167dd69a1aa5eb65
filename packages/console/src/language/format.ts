import { signal } from "@preact/signals";
import { language } from "./language.ts";

/** The time now, in ms; changes every second, so that what reads it keeps counting. */
export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 1000);

const UNITS = { en: ["s", "m", "h", "d"], "zh-CN": [" 秒", " 分", " 小时", " 天"] } as const;

/** A span of `ms` in one unit, for narrow places: `45s`, `3m`, `2h`, `5d`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [s, m, h, d] = UNITS[language.value];
  if (seconds < 60) return `${seconds}${s}`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${m}`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${h}`;
  return `${Math.floor(seconds / 86_400)}${d}`;
}

/** A waiting time that ticks: `0:45`, `12:07`, `1:02:03`. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Hours and minutes. */
export function clock(at: number): string {
  return format({ hour: "2-digit", minute: "2-digit" }, at);
}

/** The day in words, with the year where it is not this one. */
export function day(at: number): string {
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return format({ month: "long", day: "numeric", weekday: "short", ...year }, at);
}

/** Day and time, short. */
export function moment(at: number): string {
  return format({ month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" }, at);
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

function format(options: Intl.DateTimeFormatOptions, at: number): string {
  return new Intl.DateTimeFormat(language.value, { hourCycle: "h23", ...options }).format(at);
}
