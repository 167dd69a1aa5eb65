import type { Memory } from "../../spine/port.ts";
import type { Marks } from "./marks.ts";

const DAY = 24 * 3_600_000;
/** Mails of a kind that one address gets in a day. */
const MOST = 60;
/** How often it is tried to count where somebody else counts. */
const TRIES = 5;

export interface CountingParts {
  memory: Memory;
  marks: Pick<Marks, "nameOf">;
  now?: (() => number) | undefined;
}

/** Counts what an address gets in a day, over all nodes. Resolves to whether one more may go; another try of the same counts once. */
export function createCounting(kind: string, { memory, marks, now = Date.now }: CountingParts) {
  return async function mayGo(to: string, key: string): Promise<boolean> {
    const name = `${kind} ${marks.nameOf(kind, to, String(Math.floor(now() / DAY)))}`;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await memory.get(name);
      const keys = before ? (JSON.parse(before.value) as string[]) : [];
      if (keys.includes(key)) return true;
      if (keys.length >= MOST) return false;
      if (await memory.set(name, JSON.stringify([...keys, key]), before?.version ?? 0, now() + DAY)) return true;
    }
    return true;
  };
}
