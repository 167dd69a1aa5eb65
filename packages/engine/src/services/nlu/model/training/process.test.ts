import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadClassifier, train, type TrainingProgress } from "../model.ts";
import { SHOP } from "../shop.fixture.ts";
import { commandFor } from "./background.ts";

test("a model is trained in a process of its own, with progress", async () => {
  const seen: TrainingProgress[] = [];
  const { artefact, report } = await train({ examples: SHOP }, { onProgress: (progress) => seen.push(progress) });
  expect(loadClassifier(artefact).classify("我要退款").intents[0]?.intent).toBe("refund");
  expect(report.cpuSeconds).toBeGreaterThan(0);
  expect(seen.at(-1)?.done).toBe(seen.at(-1)?.total);
});

test("an abort ends the process and rejects with its reason", async () => {
  const controller = new AbortController();
  const run = train(
    { examples: SHOP },
    { signal: controller.signal, onProgress: () => controller.abort(new Error("the admin pressed stop")) },
  );
  await expect(run).rejects.toThrow("the admin pressed stop");
  await expect(train({ examples: SHOP }, { signal: controller.signal })).rejects.toThrow("the admin pressed stop");
});

test("an error of the training is the caller's error", async () => {
  await expect(train({ examples: [] })).rejects.toThrow("There is nothing to learn from");
});

test("the death of the process is reported with how it died", async () => {
  const examples = Array.from({ length: 3_000 }, (_, at) => ({
    text: `word${at} other${at * 7} third${at * 13}`,
    intent: `i${at % 5}`,
  }));
  await expect(train({ examples }, { maxMemoryMb: 24 })).rejects.toThrow(
    /Training failed: its process (was ended by|ended with exit code)/,
  );
});

const idle = commandFor("idle").length > 0;
if (!idle) process.stderr.write("\nSKIPPED: a training in the idle class needs Linux and chrt.\n\n");

test.runIf(idle)("a training that others leave no time is started again with more of it", async () => {
  let stopped = 0;
  const stop = (pid: number) => {
    stopped += 1;
    process.kill(pid, "SIGSTOP");
  };
  const { report } = await train(
    { examples: SHOP },
    { onProgress: () => stopped === 0 && childrenOf(process.pid).forEach(stop) },
  );
  expect(stopped).toBe(1);
  expect(report.accuracy).toBeGreaterThan(0.5);
});

const childrenOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" "))
    .map(Number)
    .filter((child) => child > 0 && readFileSync(`/proc/${child}/cmdline`, "utf8").includes("training/child.ts"));
