import type { SearchPage } from "@parley/protocol";
import { signal } from "@preact/signals";
import { read } from "../api.ts";

/** What is looked for. It outlives the page: who opens what was found comes back to it. */
export interface Asked {
  words: string;
  inbox?: string;
  /** Ids of who said it or has the conversation, and of a tag; a language. */
  agent?: string;
  tag?: string;
  language?: string;
  by: "" | "visitor" | "agent" | "bot" | "note";
  status: "" | "open" | "closed";
  days: "" | "7" | "30" | "365";
}

export const asked = signal<Asked>({ words: "", by: "", status: "", days: "" });

/** What was found so far; `failed`: why it could not be looked for. */
export interface Results {
  asked?: Asked;
  page: SearchPage;
  looking: boolean;
  failed?: unknown;
}

const NONE: SearchPage = { hits: [], visitors: [] };
export const results = signal<Results>({ page: NONE, looking: false });

const STATES = { "": undefined, open: "bot,queued,agent", closed: "closed" } as const;
const DAY = 86_400_000;
/** Pages in a row that may have nothing before somebody is asked whether to go on. */
const PATIENCE = 5;

const pathOf = ({ words, inbox, agent, tag, language, by, status, days }: Asked, after?: string): string => {
  const since = days && String(Date.now() - Number(days) * DAY);
  const all = { q: words, inbox, agent, tag, language, by, status: STATES[status], since, after };
  return `search?${new URLSearchParams(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
};

/** Looks for it from the beginning, or goes on. What is asked for later counts. */
export async function look(goOn = false): Promise<void> {
  const wanted = asked.value;
  const before = goOn ? results.value.page : NONE;
  if (!goOn && wanted.words.trim().length < 2) {
    results.value = { page: NONE, looking: false };
    return;
  }
  results.value = { asked: wanted, page: before, looking: true };
  const outcome = await readOn(wanted, before).catch((failed: unknown) => ({ page: before, failed }));
  if (asked.value === wanted) results.value = { asked: wanted, looking: false, ...outcome };
}

/** Reads until something was found, unless that takes long. */
async function readOn(wanted: Asked, before: SearchPage): Promise<Pick<Results, "page">> {
  let page = before;
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    const next = await read<SearchPage>(pathOf(wanted, page.next));
    const visitors = [...page.visitors, ...next.visitors];
    page = { ...next, hits: [...page.hits, ...next.hits], visitors };
    if (!next.next || next.hits.length > 0) break;
  }
  return { page };
}
