import type { Wait } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";

type Agents = Parameters<Dialog["waits"]>[0]["agents"];
type Waits = Readonly<Record<string, Wait>>;

export interface WaitsParts {
  /** Works out how long those who wait are likely to; says nothing of whom it cannot be said. */
  ask: (agents: Agents) => Promise<Waits>;
  /** Is called once some are to be told later what was not worked out again for them now. */
  later: () => void;
  now?: () => number;
}

/** Milliseconds for which what was worked out holds, if nobody is new; and that are between two times at least, whoever is new. */
const HOLDS = 5_000;
const APART = 1_000;

interface Known {
  at: number;
  team: string;
  /** Those who waited then. */
  ids: ReadonlySet<string>;
  waits: Promise<Waits>;
}

/**
 * How long those who wait are likely to, worked out for all of them at once, and at most once a second for whoever asks: pushes, `hello`,
 * consoles. Who came since the last time is told a second later.
 */
export function createWaits({ ask, later, now = Date.now }: WaitsParts) {
  let known: Known | undefined;
  let timer: NodeJS.Timeout | undefined;

  const holds = (there: Known, ids: readonly string[], team: string) =>
    there.team === team && now() - there.at < HOLDS && ids.every((id) => there.ids.has(id));

  return async (ids: readonly string[], agents: Agents): Promise<Waits> => {
    if (ids.length === 0 || agents.length === 0) return {};
    const team = JSON.stringify(agents);
    if (known && holds(known, ids, team)) return await known.waits;
    const since = known ? now() - known.at : APART;
    if (known && since >= 0 && since < APART) {
      timer ??= setTimeout(() => {
        timer = undefined;
        later();
      }, APART - since).unref();
      return await known.waits;
    }
    known = { at: now(), team, ids: new Set(ids), waits: ask(agents) };
    return await known.waits;
  };
}
