/**
 * Policies of routing compared on synthetic days before one of them is switched on: `npm run simulate -- routing [--days 20] [--seed 17]
 * [--conversations 2000] [--agents 40] [--rush 1.6]`. `planned` is the best plan found by who knows how long each takes; `reach` is what no plan can beat: each conversation as if it were alone, so it is above
 * what anybody can do.
 */
import { parseArgs } from "node:util";
import { createRandom } from "../tests/chaos/random.ts";
import { synthesise } from "./routing/day.ts";
import { type Kept, measured, POLICIES } from "./routing/policies.ts";
import { planned } from "./routing/planner.ts";
import { reachOf } from "./routing/reach.ts";

const number = (usual: string) => ({ type: "string", default: usual }) as const;
const { values } = parseArgs({
  options: {
    days: number("20"),
    seed: number("17"),
    conversations: number("2000"),
    agents: number("40"),
    rush: number("1.6"),
  },
});
const [days, seed] = [Number(values.days), Number(values.seed)];
const options = {
  conversations: Number(values.conversations),
  agents: Number(values.agents),
  rush: Number(values.rush),
};

const random = createRandom(seed);
const all = new Map<string, Kept[]>();
const note = (name: string, kept: Kept) => all.set(name, [...(all.get(name) ?? []), kept]);
for (let day = 0; day < days; day += 1) {
  const one = synthesise(random.fork(`day ${day}`), options);
  for (const [name, run] of Object.entries(POLICIES)) note(name, measured(one, run(one)));
  note("planned", measured(one, planned(one)));
  note("reach", { kept: reachOf(one), wait: 0 });
}

const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const rounded = (value: number) => Math.round(value * 10) / 10;
const keptBy = (name: string) => all.get(name)?.map(({ kept }) => kept) ?? [];
const [pulled, known] = [keptBy("pull"), keptBy("planned")];
console.table(
  Object.fromEntries(
    [...all].map(([name, kept]) => [
      name,
      {
        "kept, %": rounded(mean(kept.map((one) => one.kept))),
        "worst day, %": rounded(Math.min(...kept.map((one) => one.kept))),
        "mean wait, s": name === "reach" ? "" : rounded(mean(kept.map((one) => one.wait))),
        "days below pull": kept.filter((one, day) => one.kept < (pulled[day] ?? 0)).length,
        "behind planned, points": rounded(mean(known) - mean(kept.map((one) => one.kept))),
        "days over 3 behind": kept.filter((one, day) => one.kept < (known[day] ?? 0) - 3).length,
      },
    ]),
  ),
);
