import { casual as english, type ParsedResult } from "chrono-node";
import { casual as chinese } from "chrono-node/zh/hans";
import type { Detector } from "./found.ts";

/** Dates in a longer message are rarely what it is about, and looking for them takes time. */
const LONGEST = 500;
/** Only a text with a digit or one of these can hold a date; the parsers are slower than this look. */
const HINT =
  /\d|\b(?:to|yester)day|tomorrow|tonight|\b(?:week|month|year)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|\bago\b|[天日周月年号點点晚早]|星期|礼拜/i;
/** Words that the parsers take for dates but that say nothing about when. */
const VAGUE = /^(?:now|right now|sun|sat|mon|wed|mar|may|dec|现在|刚才|刚刚)$/i;

/** Dates and times, relative ones seen from `now()`: `2026-05-01`, with a time where one is said `2026-05-01T15:00`. */
export function dates(language: "en" | "zh", now: () => number): Detector {
  const parser = language === "zh" ? chinese : english;
  return (text) => {
    const start = text.slice(0, LONGEST);
    if (!HINT.test(start)) return [];
    return parser
      .parse(start, new Date(now()))
      .filter(({ text: piece }) => !VAGUE.test(piece))
      .map((result) => ({
        type: "date",
        start: result.index,
        end: result.index + result.text.length,
        value: iso(result),
      }));
  };
}

function iso({ start }: ParsedResult): string {
  const part = (name: "year" | "month" | "day" | "hour" | "minute", size = 2) =>
    String(start.get(name) ?? 0).padStart(size, "0");
  const day = `${part("year", 4)}-${part("month")}-${part("day")}`;
  return start.isCertain("hour") ? `${day}T${part("hour")}:${part("minute")}` : day;
}
