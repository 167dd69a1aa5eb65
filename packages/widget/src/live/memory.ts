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
  /** When one of its pages was left last. */
  left?: number;
}

/** Milliseconds without a page after which the next one is another visit, and for which who put an invitation away is left alone. */
const [VISIT, QUIET] = [30 * 60_000, 24 * 3_600_000];
/** What the engine takes. */
const KEY = /^[\w-]{22,64}$/;

/** An answer that somebody has sent and that is not in the chat's hands yet. */
export interface Answer {
  invitation: string;
  text: string;
}

/** In `localStorage`, for all tabs of the site; where that is forbidden, as long as the page is there. */
export function openMemory(base: string) {
  const name = `parley-live:${base}`;
  const storage = openStorage();
  /** Of this tab, and of this inbox: pages of one site may be of several. */
  const [tab, answerName] = [openStorage(() => sessionStorage), `parley-live-answer:${base}`];

  function get(): Remembered {
    const kept = parse(storage.get(name)) as Partial<Remembered> | undefined;
    const now = Date.now();
    if (typeof kept?.key !== "string" || !KEY.test(kept.key)) return { key: made(), visits: 1, last: now };
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
    /** A page of this browser is being left, which its other tabs hear of. */
    leave: () => void set({ left: Date.now() }),
    /** What an event of the storage says: that another tab was left, or that all is forgotten. */
    heard({
      key,
      oldValue,
      newValue,
    }: Pick<StorageEvent, "key" | "oldValue" | "newValue">): "left" | "over" | undefined {
      if (key !== name) return undefined;
      if (newValue === null) return "over";
      return leftIn(newValue) === leftIn(oldValue) ? undefined : "left";
    },
    /** What somebody has answered and the chat does not have yet. */
    answer(): Answer | undefined {
      const { invitation, text } = (parse(tab.get(answerName)) ?? {}) as Partial<Answer>;
      return typeof invitation === "string" && typeof text === "string" ? { invitation, text } : undefined;
    },
    keepAnswer: (answer?: Answer) => (answer ? tab.set(answerName, stringify(answer)) : tab.remove(answerName)),
    forget(): void {
      storage.remove(name);
      tab.remove(answerName);
    },
  };
}
export type Memory = ReturnType<typeof openMemory>;

const leftIn = (stored: string | null) => (parse(stored) as Partial<Remembered> | null | undefined)?.left;

function made(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...Array.from(bytes)))
    .split("+")
    .join("-")
    .split("/")
    .join("_");
}
