import { Hours, yearToCome } from "@parley/protocol";
import * as v from "valibot";
import type { Doc, Store } from "../../store/store.ts";
import { type Finding, warning, well } from "./finding.ts";

/** Says whether the holidays of the year to come are known, where hours of the workspace, an inbox, a team or a shift follow them. */
export async function examineHolidays(store: Store, now: number): Promise<Finding[]> {
  const settings = await store.collection<Doc & { value?: unknown }>("settings").find({});
  const inboxes = await store
    .collection<Doc & { enabled: boolean; settings?: unknown }>("inboxes")
    .find({ enabled: true });
  const kept = [...settings.map(({ value }) => value), ...inboxes.map((inbox) => inbox.settings)];
  const followed = kept.flatMap((value) => [...hoursIn(value)]).filter(({ holidays }) => holidays !== undefined);
  if (followed.length === 0) return [];
  const years = new Set(followed.flatMap((hours) => missing(hours, now) ?? []));
  if (years.size === 0) return [well("Holidays", "those that hours follow are known")];
  const says = `those of ${[...years].join(", ")} are not known yet, and hours follow them: they would be working days`;
  const advice = "Install a newer version once they are published, or write them down in the console: Other days.";
  return [warning("Holidays", says, advice)];
}

/** The year to come, unless it is known or somebody has written down days of it. */
function missing({ holidays, dates = [] }: Hours, now: number): number | undefined {
  const year = holidays && yearToCome(holidays, now);
  return year !== undefined && dates.some(({ date }) => date.startsWith(`${year}-`)) ? undefined : year;
}

/** Hours, however deep they are in what is kept. */
function* hoursIn(value: unknown): Generator<Hours> {
  if (typeof value !== "object" || value === null) return;
  const { success, output } = v.safeParse(Hours, value);
  if (success) yield output;
  else for (const part of Object.values(value)) yield* hoursIn(part);
}
