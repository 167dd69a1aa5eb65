import type { Onlooker, OnSiteAsked } from "@parley/protocol";
import type { OnSiteEntry } from "../spine/on-site.ts";

/** Each person once, as who heard of them last says; they came when anybody first heard of them. */
export function merged(entries: readonly OnSiteEntry[]): OnSiteEntry[] {
  const people = new Map<string, OnSiteEntry>();
  for (const entry of entries) {
    const key = `${entry.inboxId} ${entry.id}`;
    const known = people.get(key);
    people.set(key, known ? together(known, entry) : entry);
  }
  return [...people.values()];
}

/** Whether somebody is there, and not between two pages or away. */
export const isThere = ({ gone }: OnSiteEntry): boolean => !gone;

/** Milliseconds for which who has left a page may be on the way to the next. */
const ON_THE_WAY = 10_000;

/** Whether somebody is there, or will be in a moment. */
export const isAround = ({ gone, at }: OnSiteEntry, now: number): boolean => !gone || now - at < ON_THE_WAY;

function together(one: OnSiteEntry, other: OnSiteEntry): OnSiteEntry {
  const { from: _own, ...newest } = one.at > other.at ? one : other;
  const { from, since } = one.since <= other.since ? one : other;
  return { ...newest, since, ...(from !== undefined && { from }) };
}

/** Whether somebody is meant, as far as the site itself tells of them. */
export function isMeant({ page, visits, inboxId }: OnSiteEntry, asked: OnSiteAsked): boolean {
  if (asked.inboxId !== undefined && asked.inboxId !== inboxId) return false;
  if (asked.returning !== undefined && asked.returning !== visits > 1) return false;
  const words = asked.page?.trim().toLowerCase();
  return !words || `${readable(page.url)} ${page.title ?? ""}`.toLowerCase().includes(words);
}

/** Who came last stands first. */
export const newestFirst = (one: Pick<Onlooker, "since" | "id">, other: Pick<Onlooker, "since" | "id">): number =>
  other.since - one.since || (one.id < other.id ? -1 : 1);

function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
