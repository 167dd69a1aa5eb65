import type { PromiseCount } from "@parley/protocol";

/** How what is of something was kept, by what was promised. */
export interface KeptRow {
  by: PromiseCount["by"];
  key: string;
  title: string | undefined;
  of: Partial<Record<PromiseCount["of"], PromiseCount>>;
}

const ORDER: readonly PromiseCount["by"][] = ["all", "inbox", "team", "agent", "time"];

/** A row for each that promises are counted by: all of them first, then by inbox, team, agent and time. Pure. */
export function keptRows(counts: readonly PromiseCount[]): KeptRow[] {
  const rows = new Map<string, KeptRow>();
  for (const count of counts) {
    const { by, key, title } = count;
    const row = rows.get(`${by} ${key}`) ?? { by, key, title, of: {} };
    row.of[count.of] = count;
    rows.set(`${by} ${key}`, row);
  }
  const nameOf = ({ title, key }: KeptRow) => title ?? key;
  return [...rows.values()].sort(
    (one, other) => ORDER.indexOf(one.by) - ORDER.indexOf(other.by) || nameOf(one).localeCompare(nameOf(other)),
  );
}
