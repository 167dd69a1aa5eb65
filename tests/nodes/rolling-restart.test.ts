import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openConsole } from "../chaos/agent.ts";
import { check, unanswered } from "../chaos/checker.ts";
import { createNode, type EngineNode } from "../chaos/engine-node.ts";
import { openLink } from "../chaos/link.ts";
import { createRandom } from "../chaos/random.ts";
import { storedLogs } from "../chaos/stored.ts";
import { signUp } from "../chaos/team.ts";
import { figure } from "../support/figure.ts";
import { findShared, readiness } from "./nodes.ts";
import { openTalker, type Talker } from "./talker.ts";

const shared = await findShared();
afterAll(async () => {
  await shared?.redis.kill();
  await shared?.mongo.stop();
});

const VISITORS = 12;
const random = createRandom(1);
const addressOf = ({ port }: EngineNode) => `http://127.0.0.1:${port}`;

/** Three processes on one store, and an address at which a balancer picks one of those that run. */
async function threeProcesses(store: string) {
  const folder = await mkdtemp(join(tmpdir(), "rolling-"));
  const options = { store, redisUrl: shared?.redis.url, clock: 0, commitsToLive: () => 0, onCrash: () => {} };
  const nodes: EngineNode[] = [];
  for (const name of ["first", "second", "third"])
    nodes.push(await createNode({ ...options, log: join(folder, name) }));
  const balancer = await openLink(() => random.pick(nodes.filter(({ running }) => running)).port);
  onTestFinished(async () => {
    await balancer.close();
    for (const node of nodes) {
      await node.kill();
      await node.link.close();
    }
    await rm(folder, { recursive: true });
  });
  await Promise.all(nodes.map((node) => node.start()));
  return { nodes, url: `http://127.0.0.1:${balancer.port}` };
}

/** Consoles that follow every conversation. */
async function consoles(nodes: readonly EngineNode[]) {
  const [first] = nodes;
  const members = await signUp(first?.url ?? "", nodes.map(({ setupToken }) => setupToken).find(Boolean) ?? "", 2);
  const violations: string[] = [];
  const opened = members.map((member, index) =>
    openConsole({
      member,
      random,
      name: `agent ${index}`,
      records: [],
      rounds: [20_000, 30_000],
      url: () => random.pick(nodes).url,
      onViolation: (what) => void violations.push(what),
    }),
  );
  onTestFinished(() => opened.forEach((one) => one.close()));
  return { opened, violations };
}

/** Everything it said is stored, shown and answered. */
const settled = ({ chat }: Talker) => chat.pending.peek().length === 0 && !unanswered(chat.events.peek());

describe.skipIf(!shared)("a rolling restart of three nodes under load", () => {
  test("D1, M3: nothing is lost or doubled, nobody is shown an error, and every node ends by itself", async () => {
    const store = shared?.mongo.another() ?? "";
    const { nodes, url } = await threeProcesses(store);
    const { opened, violations } = await consoles(nodes);
    const talkers = Array.from({ length: VISITORS }, (_, index) => openTalker(`visitor ${index}`, url));
    onTestFinished(() => talkers.forEach(({ chat }) => chat.disconnect()));
    const patiently = { timeout: 60_000 };
    await expect.poll(() => talkers.every(({ chat }) => chat.messages.peek().length > 1), patiently).toBe(true);

    for (const node of nodes) {
      // There must be somebody to send away.
      await expect.poll(() => figure(addressOf(node), "parley_visitors_connected"), patiently).toBeGreaterThan(0);
      expect(await node.stop()).toBe(true);
      await node.start();
      await readiness(addressOf(node), "ready");
    }
    for (const talker of talkers) talker.hush();
    await expect.poll(() => talkers.every(settled), patiently).toBe(true);

    const logs = await storedLogs(store);
    const seen = () => opened.map(({ views }) => Object.fromEntries([...views].map(([id, { seq }]) => [id, seq])));
    const stored = Object.fromEntries([...logs].map(([id, log]) => [id, log.length]));
    await expect.poll(seen, patiently).toEqual(opened.map(() => stored));
    const views = [
      ...talkers.map(({ chat }) => ({
        who: "a visitor",
        conversationId: chat.conversation.peek()?.id ?? "",
        shown: chat.events.peek(),
      })),
      ...opened.flatMap((one) =>
        [...one.views].map(([conversationId, { shown }]) => ({ who: one.name, conversationId, shown })),
      ),
    ];
    const verdict = check({ logs, views, records: talkers.flatMap((talker) => talker.records()) });
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, reordered: 0, problems: [] });
    expect([...violations, ...talkers.flatMap(({ errors }) => errors)]).toEqual([]);
    expect(talkers.reduce((sum, { drained }) => sum + drained, 0)).toBeGreaterThanOrEqual(nodes.length);
  }, 240_000);
});
