import { createHash } from "node:crypto";
import type { LiveBeat, LivePlace } from "@parley/protocol";
import type { OnSiteEntry } from "../spine/on-site.ts";
import { pageAddress } from "./cutting.ts";

/** People of an inbox that a node knows at once; more are not looked at. */
export const MOST = 10_000;
/** Milliseconds for which who has left is remembered, so that going to the next page is no new visit. */
const GRACE = 30_000;
/** Milliseconds between two beats: at least, where somebody looks; otherwise; and of each, where there are many. */
const BEAT = { looked: 5_000, else: 20_000, longest: 60_000, each: 6 };
/** Milliseconds after a look within which somebody counts as looking. */
const LOOKED = 30_000;
/** How many beats may be lost before somebody counts as gone. */
const PATIENCE = 2.5;
/** Milliseconds between two looks for who is gone, where nobody asks who is there: at most, and at least where there is no room. */
const SWEEP = { most: 10_000, least: 1_000 };

export interface Heard {
  inboxId: string;
  beat: LiveBeat;
  place: LivePlace | undefined;
  visitorId: string | undefined;
}

/** Whom a browser is called by to others. */
export const onSiteId = (key: string) => createHash("sha256").update(key).digest("base64url").slice(0, 22);

/** Who is on the sites now: in memory, with an end, and no more of them than can be looked at. */
export function createRoster(now: () => number, most = MOST) {
  const inboxes = new Map<string, Map<string, OnSiteEntry>>();
  const looked = new Map<string, number>();
  let swept = now();
  let sweeping: NodeJS.Timeout | undefined;

  const of = (inboxId: string) => inboxes.get(inboxId) ?? new Map<string, OnSiteEntry>();

  function sweep(): void {
    swept = now();
    for (const [inboxId, people] of inboxes) {
      for (const [id, { until }] of people) if (until <= now()) people.delete(id);
      if (people.size === 0) inboxes.delete(inboxId);
    }
  }

  /** Nobody stays in memory because no agent looks, nor where no page is heard of any more. */
  function sweepLater(): void {
    sweeping ??= setTimeout(() => {
      sweeping = undefined;
      sweep();
      if (inboxes.size > 0) sweepLater();
    }, SWEEP.most).unref();
  }

  /** When a page should be heard of again. */
  function every(inboxId: string): number {
    const isLooked = now() - (looked.get(inboxId) ?? -LOOKED) < LOOKED;
    const least = isLooked ? BEAT.looked : BEAT.else;
    return Math.min(BEAT.longest, Math.max(least, of(inboxId).size * BEAT.each));
  }

  return {
    every,
    sweep,

    /** Takes what a page tells; nothing where there is no room, or it is no page. */
    hear({ inboxId, beat, place, visitorId }: Heard): OnSiteEntry | undefined {
      const url = pageAddress(beat.page.url);
      // Those who are gone take no room.
      if (of(inboxId).size >= most && now() - swept >= SWEEP.least) sweep();
      const people = of(inboxId);
      const id = onSiteId(beat.key);
      const known = people.get(id);
      if (url === undefined || (!known && people.size >= most)) return undefined;
      const entry = entryOf({ id, url, heard: { inboxId, beat, place, visitorId }, known, at: now() });
      people.set(id, entry);
      inboxes.set(inboxId, people);
      sweepLater();
      return entry;
    },

    /** Somebody looks at who is there: pages are to be heard of more often. */
    look(inboxIds: readonly string[]): void {
      for (const inboxId of inboxIds) looked.set(inboxId, now());
    },

    /** Everybody of some inboxes, those too who have just left. */
    all(inboxIds: readonly string[]): OnSiteEntry[] {
      sweep();
      return inboxIds.flatMap((inboxId) => [...of(inboxId).values()]);
    },

    knows: ({ inboxId, to }: { inboxId: string; to: string }) => of(inboxId).has(to),
  };
}

interface Told {
  id: string;
  url: string;
  heard: Heard;
  known: OnSiteEntry | undefined;
  at: number;
}

function entryOf({ id, url, heard: { inboxId, beat, place, visitorId }, known, at }: Told): OnSiteEntry {
  return {
    id,
    inboxId,
    page: { url, ...given("title", beat.page.title || undefined) },
    locale: beat.locale,
    visits: beat.visits,
    since: known?.since ?? at,
    at,
    until: at + (beat.gone ? GRACE : BEAT.longest * PATIENCE),
    ...given("from", known ? known.from : cameFrom(beat.from, url)),
    ...given("place", place),
    ...given("visitorId", visitorId),
    ...(beat.quiet && { quiet: true as const }),
    ...(beat.gone && { gone: true as const }),
  };
}

/** The page that led here, where it is another site's: of that only what it is called. */
function cameFrom(given: string | undefined, url: string): string | undefined {
  const from = given === undefined ? undefined : pageAddress(given);
  return from === undefined || new URL(from).origin === new URL(url).origin ? undefined : from;
}

const given = <K extends string, T>(name: K, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [N in K]?: T };
