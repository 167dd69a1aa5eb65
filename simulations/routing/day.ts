import type { Need } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Random } from "../../tests/chaos/random.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A conversation of a day: when it comes, what it needs, and how long an agent has to do with it, which only a planner knows before. */
export interface Arrival {
  id: string;
  at: number;
  need: Need;
  priority: number;
  vip: boolean;
  handling: number;
  /** Until when somebody has to have taken it. */
  due: number;
  /** The agent that they had last. */
  last?: string;
}

export interface Shift {
  id: string;
  from: number;
  until: number;
  capacity: number;
  skills: Readonly<Record<string, number>>;
  languages: readonly string[];
}

export interface Day {
  arrivals: readonly Arrival[];
  shifts: readonly Shift[];
}

/**
 * Of a hundred conversations of a day how many come in each hour from 8 to 20 o'clock: the two humps of service desks, before noon and in the
 * afternoon (Brown et al., Statistical Analysis of a Telephone Call Center, JASA 100, 2005, figure 2 has that shape).
 */
const HOURS = [5, 9, 12, 11, 8, 8, 10, 11, 9, 7, 6, 4];
const SKILLS = ["orders", "returns", "technical"];
const LANGUAGES = ["en", "zh-CN"];
/** Minutes to take one: usual, and urgent. */
const PROMISED = { usual: 2, urgent: 1 };

export interface DayOptions {
  conversations: number;
  agents: number;
  /** How many times as many come in the busiest hour. */
  rush: number;
}

/** A synthetic day: times in milliseconds from 8 o'clock on. The same for the same numbers. */
export function synthesise(random: Random, { conversations, agents, rush }: DayOptions): Day {
  const shifts = Array.from({ length: agents }, (_, index) => shiftOf(random.fork(`agent ${index}`), index));
  const busiest = random.between(2, 8);
  const weights = HOURS.map((weight, hour) => (hour === busiest ? weight * rush : weight));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const needs = needsOf();
  const arrivals = weights.flatMap((weight, hour) =>
    Array.from({ length: Math.round((conversations * weight) / sum) }, (_, index) =>
      arrivalOf(random.fork(`${hour} ${index}`), { id: `${hour}:${index}`, hour, needs, shifts }),
    ),
  );
  return { arrivals: arrivals.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1)), shifts };
}

/** One object for all that ask the same. */
const needsOf = (): Need[] =>
  SKILLS.flatMap((skill) =>
    [1, 2, 3].flatMap((level) =>
      LANGUAGES.map((language) => ({ inboxId: "site", weight: 1, skills: { [skill]: level }, language })),
    ),
  );

/** Early, middle or late; one skill well, others perhaps; one language or both. */
function shiftOf(random: Random, index: number): Shift {
  const from = random.pick([0, 0, 2, 4]) * HOUR;
  const best = SKILLS[index % SKILLS.length] ?? "orders";
  const skills = Object.fromEntries(
    SKILLS.flatMap((skill) => {
      if (skill === best) return [[skill, random.between(2, 3)]];
      return random.chance(0.4) ? [[skill, random.between(1, 3)]] : [];
    }),
  );
  const languages = random.chance(0.5) ? LANGUAGES : [random.pick(LANGUAGES)];
  return {
    id: `agent ${String(index).padStart(2, "0")}`,
    from,
    until: from + 8 * HOUR,
    capacity: 2,
    skills,
    languages,
  };
}

interface Around {
  id: string;
  hour: number;
  needs: readonly Need[];
  shifts: readonly Shift[];
}

function arrivalOf(random: Random, { id, hour, needs, shifts }: Around): Arrival {
  const at = Math.floor((hour + random.next()) * HOUR);
  const priority = random.pick([0, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
  // Few ask for what only the best can do.
  const need = random.pick(
    needs.filter(({ skills = {} }) => Object.values(skills).every((level) => level < 3 || random.chance(0.3))),
  );
  const promised = priority === 3 ? PROMISED.urgent : PROMISED.usual;
  return {
    id,
    at,
    need,
    priority,
    vip: random.chance(0.03),
    // Most take few minutes, some very long: a log-normal distribution, the shape that Brown et al. found.
    handling: Math.round(Math.exp(Math.log(7) + 0.7 * normal(random)) * MINUTE),
    due: at + promised * MINUTE,
    ...(random.chance(0.2) && { last: random.pick(shifts).id }),
  };
}

/** Standard normal, by Box and Muller. */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
