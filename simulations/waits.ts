/**
 * How right the expected wait is that visitors are told: `npm run simulate -- waits [--days 40] [--seed 23]`. On random days, quiet and overloaded
 * ones, by every policy, each who begins to wait is told a time, and again every four minutes; eight of ten are to be taken within it.
 */
import { parseArgs } from "node:util";
import { createRandom } from "../tests/chaos/random.ts";
import { randomDay } from "./waits/days.ts";
import { type Told, tellThrough } from "./waits/telling.ts";
import { type Way, WAYS } from "./waits/ways.ts";

const { values } = parseArgs({
  options: { days: { type: "string", default: "40" }, seed: { type: "string", default: "23" } },
});
const random = createRandom(Number(values.seed));
const ways = Object.entries(WAYS);
const told = Array.from({ length: Number(values.days) }, (_, index) => {
  const [name, way] = ways[index % ways.length] as [string, Way];
  return tellThrough(randomDay(random.fork(`day ${index}`)), way).map((one) => ({ ...one, way: name }));
}).flat();

const GROUPS: Readonly<Record<string, (one: Told & { way: string }) => boolean>> = {
  all: () => true,
  "who begins to wait": ({ waited }) => waited === 0,
  "who has waited": ({ waited }) => waited > 0,
  "next in line": ({ place }) => place === 1,
  "places 2 to 5": ({ place }) => place > 1 && place <= 5,
  "places 6 to 20": ({ place }) => place > 5 && place <= 20,
  "behind them": ({ place }) => place > 20,
  ...Object.fromEntries(
    ["low", "usual", "high", "urgent", "VIP"].map((name, level) => [
      `given out: ${name}`,
      ({ priority, way }: Told & { way: string }) => way !== "pull" && priority === level,
    ]),
  ),
  ...Object.fromEntries(ways.map(([name]) => [name, ({ way }: { way: string }) => way === name])),
};
const half = (list: readonly number[]) => list.toSorted((one, other) => one - other)[list.length >> 1];
const minutes = (list: readonly number[]) => Math.round((half(list) ?? 0) / 6_000) / 10;
const share = (part: number, of: number) => (of === 0 ? "" : Math.round((1_000 * part) / of) / 10);
console.table(
  Object.fromEntries(
    Object.entries(GROUPS).map(([name, isIn]) => {
      const some = told.filter(isIn);
      const known = some.flatMap(({ expected, rest }) => (expected ? [{ expected, rest }] : []));
      const count = (is: (one: (typeof known)[number]) => boolean) => known.filter(is).length;
      return [
        name,
        {
          told: some.length,
          "within, %": share(
            count(({ expected, rest }) => rest >= expected.from && rest <= expected.until),
            known.length,
          ),
          "sooner, %": share(
            count(({ expected, rest }) => rest < expected.from),
            known.length,
          ),
          "in whole minutes, %": share(
            count(({ expected, rest }) => within(expected, rest)),
            known.length,
          ),
          "from, min": minutes(known.map(({ expected }) => expected.from)),
          "until, min": minutes(known.map(({ expected }) => expected.until)),
          "not known, %": share(some.length - known.length, some.length),
        },
      ];
    }),
  ),
);

/** As visitors read it. */
function within({ from, until }: { from: number; until: number }, rest: number): boolean {
  return rest >= Math.floor(from / 60_000) * 60_000 && rest <= Math.ceil(until / 60_000) * 60_000;
}
