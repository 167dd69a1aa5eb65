import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// What is named under `ssr` also reaches Node's own resolver: "import" there would hand ES modules to CommonJS `require`.
const shared = {
  resolve: { conditions: ["@parley/source", "module"] },
  ssr: { resolve: { conditions: ["@parley/source"] } },
};

/**
 * What a test waits for comes when it comes: a state that is valid after a second is no fault after the runner's default of one second. What
 * may be lost on its way (places in the queue, who is there) is told again every ten seconds: it takes longer than that at the worst, and on a
 * machine that does other things as well several times as long. A test that passes waits no longer for it.
 */
const waiting = { poll: { timeout: 60_000 } };
/** A test may wait that long more than once: what did not come is said by its own words, and not by the runner's. */
const patient = { expect: waiting, testTimeout: 300_000, hookTimeout: 300_000 };

/** Each with an engine and a platform's peer. */
const CHANNELS = ["tests/channels/**/*.test.ts", "tests/bridges/**/*.test.ts"];

/**
 * Those that want the machine for themselves. Chaos, nodes and services in processes of their own: each takes another for gone that says
 * nothing for some seconds. A training: it has only what time others leave. A platform's deadlines:
 * it calls again three times and no more.
 */
const ALONE = [
  "tests/chaos/chaos.test.ts",
  "tests/nodes/**/*.test.ts",
  "tests/files/two-nodes.test.ts",
  "tests/split.test.ts",
  "tests/console-training.test.ts",
  "tests/channels/wechat-deadline.test.ts",
  "tests/channels/weibo-deadline.test.ts",
  "tests/channels/phone-deadline.test.ts",
];

const workers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    // The runner leaves one processor to itself, though it needs none while tests run: of two that was half of the machine.
    maxWorkers: workers,
    projects: [
      {
        ...shared,
        test: {
          name: "node",
          ...patient,
          include: ["tests/house.test.ts", "packages/{protocol,vectors,engine}/src/**/*.test.ts"],
        },
      },
      {
        ...shared,
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          name: "dom",
          ...patient,
          environment: "happy-dom",
          include: ["packages/{client,widget,console}/src/**/*.test.{ts,tsx}"],
        },
      },
      {
        ...shared,
        test: {
          name: "e2e",
          ...patient,
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/house.test.ts", ...CHANNELS, ...ALONE],
          globalSetup: ["tests/support/trained.ts", "tests/support/chromium.ts"],
          // Two at once and no more: a file has an engine and often a browser, which is a program of several processes.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          name: "channels",
          ...patient,
          include: CHANNELS,
          exclude: ALONE,
          globalSetup: ["tests/support/trained.ts"],
          // They wait for peers more than half of the time: it takes four at once to keep two processors busy.
          maxWorkers: workers + 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ...shared,
        test: {
          name: "alone",
          ...patient,
          include: ALONE,
          globalSetup: ["tests/support/trained.ts", "tests/support/chromium.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
