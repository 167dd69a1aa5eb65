import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, type Evidence, unanswered, type Verdict } from "./checker.ts";
import { type Crowd, gatherCrowd, type Mood } from "./crowd.ts";
import { tooLittle } from "./enough.ts";
import { type Plan, planFaults, type Schedule } from "./faults.ts";
import { checkLetters, letterOf } from "./letter-checker.ts";
import { openHouse } from "./letters.ts";
import { createRandom } from "./random.ts";
import type { Sent } from "./sent.ts";
import { createWorld, type World } from "./world.ts";

export interface RunOptions extends Plan {
  seed: number;
  mongoPid?: number | undefined;
  visitors: number;
  agents: number;
  /** Milliseconds between two rounds of asking what was missed; the protocol says 20 to 30 s. */
  rounds: readonly [number, number];
  say: (line: string) => void;
}

export interface RunResult extends Verdict {
  faults: number;
  /** Of what naive clients should have seen, the share that they did not. */
  control: { lost: number };
  /** Messages that people of the other house saw, and how often it was handed one. */
  letters: { seen: number; handed: number };
  byKind: Record<string, number>;
  /** Why it proves nothing, however well it went; they are among the problems too. */
  tooLittle: readonly string[];
  kept: boolean;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
/** Milliseconds after the last fault in which everyone must be answered and see everything. */
const LONGEST_QUIET = 90_000;
/** Looks in a row, half a second apart, at which all must be well. */
const CALM_LOOKS = 5;
/** A naive client that loses less than this share shows that nothing was tested. */
const CONTROL_LOSES = 0.005;

/** One run: a world, a crowd in it, faults, and the verdict. */
export async function runChaos(options: RunOptions): Promise<RunResult> {
  const { seed, say } = options;
  const random = createRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), `chaos-${seed}-`));
  const byKind: Record<string, number> = {};
  const violations: string[] = [];
  const records: Sent[] = [];
  const onFault = (kind: string) => void (byKind[kind] = (byKind[kind] ?? 0) + 1);
  const mood: Mood = { busy: 0 };
  const schedule = planFaults(random.fork("faults"), options);
  const house = await openHouse();
  const { deliverTo } = house;
  const world = await createWorld({ ...options, deliverTo, random: random.fork("world"), mood, folder, onFault });
  let kept = false;
  try {
    const crowd = await gatherCrowd({
      ...options,
      random: random.fork("crowd"),
      mood,
      urls: world.nodes.map(({ url }) => url),
      setupToken: world.nodes.map(({ setupToken }) => setupToken).find(Boolean) ?? "",
      records,
      house,
      onViolation: (what) => void violations.push(what),
    });
    while (crowd.browsers.some(({ token }) => !token)) await sleep(50);
    crowd.double();
    await trouble(world, schedule, say);
    crowd.hush();
    house.heal();
    await world.heal();
    say("the faults are over; everyone catches up");
    const unsettled = await settle(crowd, options);
    const evidence = { records, views: shownTo(crowd) };
    const seenByNaive = crowd.naive.map(({ conversationId, seen }) => ({ conversationId, seen }));
    const { afar } = crowd;
    crowd.leave();
    const troubles = await world.stop();
    const logs = await world.logs();
    const verdict = check({ ...evidence, logs });
    const seen = house.all.map(({ key }) => letterOf(key));
    for (const { conversationId } of seen) afar.add(conversationId);
    const ofLetters = new Map([...logs].filter(([id]) => afar.has(id)));
    add(
      verdict,
      checkLetters(
        ofLetters,
        seen,
        crowd.letters.map(({ marks }) => marks),
      ),
    );
    verdict.problems.unshift(...violations, ...unsettled, ...troubles);
    const control = { lost: missedShare(seenByNaive, logs) };
    const letters = { seen: seen.length, handed: house.handed.length };
    const { deliveries } = verdict;
    const proofless = [
      ...(control.lost <= CONTROL_LOSES ? ["the naive client lost next to nothing: no test at all"] : []),
      ...(letters.handed <= letters.seen ? ["the other house took everything at once: no test at all"] : []),
      ...tooLittle({ seconds: options.seconds, deliveries, planned: countKinds(schedule), byKind }),
    ];
    verdict.problems.push(...proofless);
    kept = verdict.problems.length === 0;
    const faults = Object.values(byKind).reduce((sum, count) => sum + count, 0);
    return { ...verdict, faults, control, letters, byKind, tooLittle: proofless, kept };
  } finally {
    await world.close();
    house.close();
    if (kept) await rm(folder, { recursive: true, force: true });
    else say(`what is left of it lies in ${folder}`);
  }
}

function add(verdict: Verdict, { deliveries, lost, doubled, reordered, problems }: Verdict): void {
  verdict.deliveries += deliveries;
  verdict.lost += lost;
  verdict.doubled += doubled;
  verdict.reordered += reordered;
  verdict.problems.push(...problems);
}

function countKinds({ faults }: Schedule): Record<string, number> {
  const planned: Record<string, number> = {};
  for (const { kind } of faults) planned[kind] = (planned[kind] ?? 0) + 1;
  return planned;
}

async function trouble(world: World, { faults, milliseconds }: Schedule, say: RunOptions["say"]): Promise<void> {
  const started = performance.now();
  const pending: Promise<void>[] = [];
  for (const fault of faults) {
    await sleep(Math.max(0, started + fault.at - performance.now()));
    say(`${((performance.now() - started) / 1000).toFixed(1)} s: ${fault.kind}, node ${fault.node}`);
    pending.push(world.bringAbout(fault));
  }
  await sleep(Math.max(0, started + milliseconds - performance.now()));
  await Promise.all(pending);
}

/**
 * Waits until nobody waits for an answer, everyone sees the same, and that for a while: the bot may have more to say than one thing.
 * Resolves to what is not so when it takes too long.
 */
async function settle(crowd: Crowd, { rounds }: RunOptions): Promise<string[]> {
  const deadline = performance.now() + LONGEST_QUIET;
  const looking = setInterval(crowd.look, rounds[1]);
  let behind = ["nothing was looked at"];
  for (let calm = 0, known = 0; calm < CALM_LOOKS && performance.now() < deadline;) {
    await sleep(500);
    behind = crowd.waiting > 0 ? [`${crowd.waiting} wait for an answer`, ...crowd.apart] : whoIsBehind(crowd);
    if (behind.length === 0) behind = crowd.unseen;
    const seen = crowd.views.reduce((sum, { view }) => sum + view.seq, 0);
    calm = behind.length === 0 && seen === known ? calm + 1 : 0;
    known = seen;
  }
  clearInterval(looking);
  return behind.map((what) => `after ${LONGEST_QUIET / 1000} s: ${what}`);
}

function whoIsBehind({ views, records }: Crowd): string[] {
  const heads = new Map<string, number>();
  const raise = (id: string, seq: number) => heads.set(id, Math.max(seq, heads.get(id) ?? 0));
  for (const { conversationId, view } of views) raise(conversationId, view.seq);
  for (const { conversationId, outcome } of records) {
    if (outcome.is === "stored") raise(conversationId, outcome.receipt.seq);
  }
  return views.flatMap(({ who, conversationId, view }) => {
    const head = heads.get(conversationId) ?? 0;
    if (view.seq < head) return [`${who} sees ${view.seq} of ${head} in ${conversationId}`];
    return unanswered(view.shown) ? [`the bot has not answered in ${conversationId}`] : [];
  });
}

function shownTo(crowd: Crowd): Evidence["views"] {
  return crowd.views.map(({ who, conversationId, view }) => ({ who, conversationId, shown: [...view.shown] }));
}

type Naive = { conversationId: string; seen: ReadonlySet<number> };

function missedShare(naive: readonly Naive[], logs: Evidence["logs"]): number {
  let expected = 0;
  let missed = 0;
  for (const { conversationId, seen } of naive) {
    const first = Math.min(...seen);
    const due = (logs.get(conversationId) ?? []).filter(({ seq }) => seq >= first);
    expected += due.length;
    missed += due.filter(({ seq }) => !seen.has(seq)).length;
  }
  return expected === 0 ? 0 : missed / expected;
}
