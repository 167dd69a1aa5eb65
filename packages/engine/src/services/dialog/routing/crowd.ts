import type { Need, RoutableAgent } from "./world.ts";

interface Numbered {
  agent: RoutableAgent;
  /** Their number among all. */
  at: number;
}

/** One bit for each desk, 32 a number: who can do several things is found 32 desks at a time. */
type Bits = Uint32Array;

const isIn = (bits: Bits, at: number): boolean => (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;

/** Says who of some agents can do what, each question looked into once. */
export function createCrowd<T extends Numbered>(desks: readonly T[]) {
  const known = new Map<string, Bits>();

  function those(question: string, is: (desk: T) => boolean): Bits {
    const found = known.get(question);
    if (found) return found;
    const bits = new Uint32Array((desks.length + 31) >>> 5);
    for (const desk of desks) if (is(desk)) bits[desk.at >>> 5] = (bits[desk.at >>> 5] ?? 0) | (1 << (desk.at & 31));
    known.set(question, bits);
    return bits;
  }

  const seeing = (inboxId: string) =>
    those(`inbox ${inboxId}`, ({ agent: { inboxes } }) => !inboxes || inboxes.includes(inboxId));
  const inTeam = (team: string) => those(`team ${team}`, ({ agent }) => agent.teams.includes(team));
  const speaking = (language: string) =>
    those(`language ${language}`, ({ agent }) => agent.languages.includes(language));
  const levels = new Map<string, Float64Array>();

  /** How well each can do something. */
  function levelsOf(skill: string): Float64Array {
    let found = levels.get(skill);
    if (!found) levels.set(skill, (found = Float64Array.from(desks, ({ agent }) => agent.skills[skill] ?? 0)));
    return found;
  }

  function skilled(skill: string, level: number): Bits {
    const theirs = levelsOf(skill);
    return those(`skill ${level} ${skill}`, ({ at }) => (theirs[at] ?? 0) >= level);
  }

  return {
    /** Those who can do what a conversation needs, however much they have to do. */
    able({ inboxId, language, skills }: Need, teams: readonly string[] | undefined) {
      const all = seeing(inboxId).slice();
      if (teams) keep(all, teams.map(inTeam));
      if (language !== undefined) keep(all, [speaking(language)]);
      for (const [skill, level] of Object.entries(skills ?? {})) keep(all, [skilled(skill, level)]);
      return { desks: inOf(all, desks), has: ({ at }: T) => isIn(all, at) };
    },
  };
}

/** The desks whose bit is set. */
function inOf<T>(bits: Bits, desks: readonly T[]): T[] {
  const found: T[] = [];
  for (let word = 0; word < bits.length; word += 1) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      const desk = desks[32 * word + 31 - Math.clz32(left & -left)];
      if (desk) found.push(desk);
    }
  }
  return found;
}

/** Leaves of some those who are in one of the others. */
function keep(some: Bits, others: readonly Bits[]): void {
  for (let at = 0; at < some.length; at += 1) {
    let any = 0;
    for (const other of others) any |= other[at] ?? 0;
    some[at] = (some[at] ?? 0) & any;
  }
}
