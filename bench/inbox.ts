/**
 * A desk's list with 10,000 open conversations beside one with 10, in a real browser and with five live pushes a second: until its rows are
 * painted, while it is scrolled, and until a conversation that is clicked shows its words. The list with 10 is the floor.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { launchChromium } from "../tests/support/chromium.ts";
import { trainedFolder } from "../tests/support/trained.ts";
import { fill } from "./inbox/fill.ts";
import { look } from "./inbox/look.ts";
import { interleave, percentile, quick, report } from "./kit/figures.ts";
import { parleyPairs } from "./kit/pairs.ts";
import { startServer } from "./kit/process.ts";

const [MANY, STEPS, ROUNDS] = quick ? [300, 20, 1] : [10_000, 120, 3];
const FEW = 10;
/** Milliseconds between two pushes. */
const EVERY = 200;
const LIVELY = 5;
/** Seconds in a row in which an engine takes less than so many microseconds of the processor: it rests. It is waited for so many at most. */
const [CALM, RESTING, PATIENCE] = [10, 150_000, 300];

const few = await start(FEW);
const many = await start(MANY);
const browser = await launchChromium();
const runs = await interleave(
  () => look(browser, { ...few, steps: STEPS }),
  () => look(browser, { ...many, steps: STEPS }),
  ROUNDS,
);
await browser.close();
await Promise.all([few.stop(), many.stop()]);
const floor = percentile(
  runs.floors.map(({ first }) => first),
  0.5,
);
const most = (name: "longest" | "whole") => Math.max(...runs.products.map((one) => one[name]));
const opening = runs.products.flatMap(({ opening }) => opening);
console.table(
  [...runs.floors, ...runs.products].map(({ opening, ...one }) => ({ ...one, opening: Math.max(...opening) })),
);
await report(
  `inbox: ${MANY} open conversations, beside ${FEW}`,
  [
    {
      figure: "rows are painted, ms more",
      measured:
        percentile(
          runs.products.map(({ first }) => first),
          0.5,
        ) - floor,
      better: "less",
      must: 300,
    },
    { figure: "longest task while groups are scrolled, ms", measured: most("longest"), better: "less", must: 50 },
    { figure: "longest task while all are scrolled, ms", measured: most("whole"), better: "less", must: 50 },
    { figure: "a conversation is open, 95 of 100, ms", measured: percentile(opening, 0.95), better: "less", must: 100 },
  ],
  { floors: runs.floors, products: runs.products },
  { "rows are painted": runs.floors.map(({ first }) => first) },
);
process.exit();

/** Waits until an engine has done what is due of so many who wait all at once: it is not the list that takes this time. */
async function rest(server: Awaited<ReturnType<typeof startServer>>): Promise<void> {
  for (let [calm, second] = [0, 0]; calm < CALM && second < PATIENCE; second += 1) {
    const { cpu } = await server.usage();
    await setTimeout(1_000);
    calm = (await server.usage()).cpu - cpu < RESTING ? calm + 1 : 0;
  }
}

/** An engine with so many conversations, some of which are lively, and an agent's session. */
async function start(count: number) {
  const store = await mkdtemp(join(tmpdir(), "parley-bench-"));
  await cp(await trainedFolder(), store, { recursive: true });
  await fill(store, count - LIVELY);
  const server = await startServer("parley", { store });
  await rest(server);
  const pairs = await parleyPairs(server, LIVELY);
  const [token = ""] = await server.tell<string[]>({ do: "signIn", count: 1 });
  let turn = 0;
  const timer = setInterval(() => {
    turn += 1;
    void pairs[turn % LIVELY]?.send(newId(), `Still nothing, ${turn}`);
  }, EVERY);
  return {
    url: server.url,
    token,
    async stop() {
      clearInterval(timer);
      await server.stop();
      await rm(store, { recursive: true, force: true });
    },
  };
}
