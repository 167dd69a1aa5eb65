import { openStorage, parse, stringify } from "@parley/client";

/** What this browser remembers of being on the site. */
export interface Remembered {
  /** Names it to the engine. Secret. */
  key: string;
  visits: number;
  /** When a page was open last, and until when no invitation is wanted. Milliseconds since 1970. */
  last: number;
  quiet?: number;
  /** An invitation that is over here. */
  over?: string;
}

/** Milliseconds without a page after which the next one is another visit, and for which who put an invitation away is left alone. */
const [VISIT, QUIET] = [30 * 60_000, 24 * 3_600_000];

/** In `localStorage`, for all tabs of the site; where that is forbidden, as long as the page is there. */
export function openMemory(base: string) {
  const name = `parley-live:${base}`;
  const storage = openStorage();

  function get(): Remembered {
    const kept = parse(storage.get(name)) as Partial<Remembered> | undefined;
    const now = Date.now();
    if (typeof kept?.key !== "string") return { key: made(), visits: 1, last: now };
    const visits = (Number(kept.visits) || 1) + (now - Number(kept.last) > VISIT ? 1 : 0);
    return { ...kept, key: kept.key, visits, last: now };
  }
  const set = (change: Partial<Remembered>) => {
    const next = { ...get(), ...change };
    storage.set(name, stringify(next));
    return next;
  };

  return {
    /** What there is, of this moment. */
    here: () => set({}),
    isQuiet: () => (get().quiet ?? 0) > Date.now(),
    isOver: (id: string) => get().over === id,
    /** An invitation was put away: no other is wanted for a time. */
    putAway: (id: string) => void set({ over: id, quiet: Date.now() + QUIET }),
    answered: (id: string) => void set({ over: id }),
    forget: () => storage.remove(name),
  };
}
export type Memory = ReturnType<typeof openMemory>;

function made(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...Array.from(bytes)))
    .split("+")
    .join("-")
    .split("/")
    .join("_");
}
