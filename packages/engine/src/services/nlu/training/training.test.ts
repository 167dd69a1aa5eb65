import { newId, type TrainingStatus } from "@parley/protocol";
import { expect, test } from "vitest";
import { writeYaml } from "../knowledge/exchange/write.ts";
import { inFile, smallKnowledge, smallStarter, startNlu, temporaryStore } from "../small-shop.fixture.ts";
import { holdBack } from "./gate.ts";
import { isHeldOut } from "./held-out.ts";
import { createLease, LEASE, type Leased } from "./lease.ts";

type Service = Awaited<ReturnType<typeof startNlu>>["service"];

async function trained(service: Service, by = "Ann"): Promise<TrainingStatus> {
  await service.startTraining({ by });
  await expect.poll(async () => (await service.training({})).status, { timeout: 400_000 }).not.toBe("running");
  return service.training({});
}

test(
  "two admins on two nodes who press Train at once get one run, which both can follow",
  { timeout: 600_000 },
  async () => {
    const store = await temporaryStore();
    const starter = await smallStarter();
    const one = (await startNlu({ store, starter })).service;
    const two = (await startNlu({ store, starter })).service;
    await one.importKnowledge({ ...inFile("yaml", writeYaml(await smallKnowledge(6))), by: "Ann" });

    const started = await Promise.all([one.startTraining({ by: "Ann" }), two.startTraining({ by: "Bo" })]);
    const ids = started.map((status) => (status.status === "running" ? status.runId : status.status));
    expect(ids[0]).toBe(ids[1]);
    expect(await two.startTraining({ by: "Bo" })).toMatchObject({ status: "running", runId: ids[0] });
    for (const service of [one, two]) {
      await expect.poll(() => service.training({}), { timeout: 400_000 }).toMatchObject({ status: "done", version: 2 });
    }
    expect(await one.models({})).toHaveLength(1);
    await expect.poll(() => two.understand({ text: "where is it" })).toMatchObject({ model: 2 });
  },
);

test("a run that is cancelled, on another node too, leaves nothing behind and the next one can start", async () => {
  const store = await temporaryStore();
  const starter = await smallStarter();
  const one = (await startNlu({ store, starter })).service;
  const two = (await startNlu({ store, starter })).service;
  await one.importKnowledge({ ...inFile("yaml", writeYaml(await smallKnowledge())), by: "Ann" });
  await one.startTraining({ by: "Ann" });
  await two.cancelTraining({});
  await expect.poll(() => two.training({})).toMatchObject({ status: "cancelled" });
  await expect.poll(() => one.training({})).toMatchObject({ status: "cancelled" });
  expect(await one.models({})).toEqual([]);
  expect(await one.startTraining({ by: "Ann" })).toMatchObject({ status: "running" });
  expect(await one.cancelTraining({})).toMatchObject({ status: "cancelled" });
});

test("a run that fails says why", async () => {
  const { service } = await startNlu();
  await service.importKnowledge({ ...inFile("csv", "text,intent\nhello,greet\n"), by: "Ann" });
  expect(await trained(service)).toMatchObject({
    status: "failed",
    message: "Training needs at least two intents with examples.",
  });
});

/** A store in which a node that is gone has begun a run, and the time that passes for those who come after. */
async function abandonedRun() {
  let passed = 0;
  const store = await temporaryStore();
  const lease = createLease<Leased & { status: TrainingStatus }>(store, "training", { now: Date.now });
  const runId = newId();
  const run = {
    status: "running" as const,
    runId,
    startedAt: Date.now(),
    startedBy: "Ann",
    phase: "training" as const,
  };
  const status = { ...run, epoch: 1, epochs: 9, done: 0.1, loss: 3, curve: [] };
  expect(await lease.acquire({ runId, status })).toBe(true);
  return { store, lease, runId, elapsed: () => passed, pass: (milliseconds: number) => (passed += milliseconds) };
}

test("a node that stops in the middle of a run does not block the next one", async () => {
  const { store, lease, runId, elapsed, pass } = await abandonedRun();
  const { service } = await startNlu({ store, elapsed });
  await service.importKnowledge({ ...inFile("csv", "text,intent\nhello,greet\n"), by: "Ann" });
  expect(await service.startTraining({ by: "Bo" })).toMatchObject({ status: "running", runId });
  pass(LEASE + 1);
  expect(await service.training({})).toMatchObject({ status: "failed", runId });
  expect(await service.startTraining({ by: "Bo" })).toMatchObject({ status: "running", startedBy: "Bo" });
  expect(await lease.renew(runId)).toBeUndefined();
});

test("the first model is trained by who comes after a node that stopped while it trained it", async () => {
  const { store, runId, elapsed, pass } = await abandonedRun();
  const starter = await smallStarter(await smallKnowledge(6));
  const { service, ready } = await startNlu({ store, starter, elapsed });
  const prepared = ready();
  await expect.poll(() => service.training({})).toMatchObject({ status: "running", runId });
  pass(LEASE + 1);
  await prepared;
  expect(await service.training({})).toMatchObject({ status: "done", version: 2 });
});

test(
  "a worse model is held back with the reasons, may be forced, tried out, and taken back",
  { timeout: 600_000 },
  async () => {
    const store = await temporaryStore();
    const starter = await smallStarter();
    const { service } = await startNlu({ store, starter });
    const other = (await startNlu({ store, starter })).service;
    const good = await smallKnowledge(24);
    await service.importKnowledge({ ...inFile("yaml", writeYaml(good)), by: "Ann" });
    expect(await trained(service)).toMatchObject({ status: "done", version: 2 });

    // Somebody moves what visitors say of invoices and coupons to another intent.
    const moved = good.intents.filter(({ id }) => id === "invoice" || id === "coupon_use");
    const spoilt = good.intents.map((intent) => {
      if (moved.includes(intent)) return { ...intent, examples: intent.examples.filter(isHeldOut) };
      if (intent.id !== "order_status") return intent;
      const foreign = moved.flatMap(({ examples }) => examples.filter((example) => !isHeldOut(example)));
      return { ...intent, examples: [...intent.examples, ...foreign] };
    });
    const text = writeYaml({ ...good, intents: spoilt });
    await service.importKnowledge({ ...inFile("yaml", text), by: "Bo" });
    expect(await trained(service, "Bo")).toMatchObject({ status: "done", version: 3 });

    const [candidate, published] = await service.models({});
    expect(published).toMatchObject({ version: 2, status: "published", heldBack: [], trainedBy: "Ann" });
    expect(candidate).toMatchObject({ version: 3, status: "candidate", trainedBy: "Bo" });
    const spoiled = candidate?.heldBack.find(({ intent }) => intent === "invoice" || intent === "coupon_use");
    expect(spoiled?.after).toBeLessThan(spoiled?.before ?? 0);
    expect(spoiled?.lost.length).toBeGreaterThan(0);
    await expect(service.publish({ version: 3, by: "Bo" })).rejects.toMatchObject({
      code: "conflict",
      details: { heldBack: candidate?.heldBack },
    });
    await expect(service.publish({ version: 9, by: "Bo" })).rejects.toMatchObject({ code: "notFound" });

    const tried = await service.publish({ version: 3, canary: 0.5, force: true, by: "Bo" });
    expect(tried.map(({ version, status, canary }) => [version, status, canary])).toEqual([
      [3, "candidate", 0.5],
      [2, "published", undefined],
    ]);
    const conversations = Array.from({ length: 200 }, () => newId());
    const ask = async (conversationId: string) =>
      (await service.understand({ text: "tell me something", conversationId })).model;
    const first = await Promise.all(conversations.map(ask));
    expect(await Promise.all(conversations.map(ask))).toEqual(first);
    const share = first.filter((version) => version === 3).length / first.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    expect((await service.understand({ text: "tell me something" })).model).toBe(2);

    await service.publish({ version: 3, force: true, by: "Bo" });
    await expect.poll(async () => (await other.understand({ text: "tell me something" })).model).toBe(3);
    await service.heard({ text: "tell me something", language: "en" });
    const changed = await service.replay({ version: 2 });
    expect(changed.questions).toBe(1);
    const back = await service.publish({ version: 2, by: "Ann" });
    expect(back.map(({ version, status }) => [version, status])).toEqual([
      [3, "retired"],
      [2, "published"],
    ]);
    await expect.poll(async () => (await other.understand({ text: "tell me something" })).model).toBe(2);
  },
);

test("the gate lets through what may be chance, and holds back what is not", () => {
  const examples = Array.from({ length: 100 }, (_, at) => ({ text: `t${at}`, intent: `i${at % 10}` }));
  const all = examples.map(() => true);
  const without = (...wrong: number[]) => examples.map((_, at) => !wrong.includes(at));
  expect(holdBack({ examples, before: all, after: all })).toEqual([]);
  expect(holdBack({ examples, before: without(1, 2, 3), after: without(4, 5, 6) })).toEqual([]);
  expect(holdBack({ examples, before: all, after: without(1) })).toEqual([]);
  expect(holdBack({ examples, before: all, after: without(1, 2) })).toEqual([
    { total: 100, before: 100, after: 98, lost: ["t1", "t2"] },
  ]);
  expect(holdBack({ examples, before: without(4, 5, 6), after: without(0, 10, 20) })).toEqual([
    { intent: "i0", total: 10, before: 10, after: 7, lost: ["t0", "t10", "t20"] },
  ]);
});
