import { expect } from "vitest";
import type { Mood, Peer, Way } from "../../packages/engine/src/agents/bridges/peer.test.kit.ts";
import { createRandom, type Random } from "../chaos/random.ts";
import { type BridgeWorld, poll } from "./world.ts";

/** Seeds whose talks go on at once; after each group the engine is started anew. */
const SEEDS = [
  [1, 2, 3],
  [4, 5],
];
const TALKS = 3;
const EACH = 12;
const MOODS: Mood[] = ["fails", "asks to wait", "is gone", "loses the answer"];
const WAYS: Way[] = ["once", "thrice", "hangs up"];

export interface Storm {
  peer: Peer;
  world: BridgeWorld;
  /** Whether what is written is put in order, however it is handed over. */
  ordered: boolean;
}

/**
 * Visitors and agents talk while the house does all that it does at its worst, and the engine is started anew in between. Nothing may be missing,
 * doubled or out of place, on either side. Resolves to the number of faults.
 */
export async function storm({ peer, world, ordered }: Storm): Promise<number> {
  const weather = createRandom(7);
  const tried = new Map<string, number>();
  let faults = 0;
  peer.onPost((text) => {
    const times = tried.get(text) ?? 0;
    tried.set(text, times + 1);
    // Twice at most with the same message: each attempt waits longer than the one before.
    if (times > 1 || !weather.chance(0.5)) return "well";
    faults += 1;
    return weather.pick(MOODS);
  });
  await Promise.all(Array.from({ length: TALKS }, (_, at) => world.linked(`Agent${at}`, `U${at}STORM`)));
  for (const seeds of SEEDS) {
    const talks = seeds.flatMap((seed) => {
      const random = createRandom(seed);
      return Array.from({ length: TALKS }, (_, at) => talk(seed, at, random.fork(`talk ${at}`)));
    });
    const counts = await Promise.all(talks);
    faults += counts.reduce((sum, count) => sum + count, 0);
    await world.restart();
    faults += 1;
  }
  return faults;

  async function talk(seed: number, at: number, random: Random): Promise<number> {
    const by = `U${at}STORM`;
    const name = `talk ${seed}-${at}`;
    const id = await world.waiting(`${name} begins`);
    const thread = await world.thread(`${name} begins`);
    const theirs = Array.from({ length: EACH }, (_, index) => `${name} visitor ${index}`);
    const ours = Array.from({ length: EACH }, (_, index) => `${name} agent ${index}`);
    const writing = async () => {
      for (const text of theirs) await world.writes(id, text);
    };
    const [counted] = await Promise.all([answering(by, thread().root, ours, random), writing()]);
    await poll(() => world.said(id)).toEqual(ours.map((text) => `Agent${at}: ${text}`));
    const lines = () => thread().lines.filter((line) => line.includes(`${name} visitor`));
    await poll(() => lines().length).toBe(EACH);
    expect(lines().map((line) => line.replace(/^.*?: /, ""))).toEqual(theirs);
    return counted;
  }

  async function answering(by: string, root: string, texts: readonly string[], random: Random): Promise<number> {
    let counted = 0;
    let rest = [...texts];
    while (rest.length > 0) {
      const together = rest.slice(0, random.between(1, 3));
      rest = rest.slice(together.length);
      const indices = together.map((_, index) => index);
      const order = ordered ? random.shuffled(indices) : indices;
      const handed = order.map((index) => ({ index, way: random.pick(WAYS) }));
      await peer.writeMany(by, root, together, handed);
      counted += handed.filter(({ index, way }, place) => way !== "once" || index !== place).length;
    }
    return counted;
  }
}
