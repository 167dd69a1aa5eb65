import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// What is named under `ssr` also reaches Node's own resolver: "import" there would hand ES modules to CommonJS `require`.
const shared = {
  resolve: { conditions: ["@parley/source", "module"] },
  ssr: { resolve: { conditions: ["@parley/source"] } },
};

/**
 * What a test waits for comes when it comes: a state that is valid after a second is no fault after the runner's default of one second. What
 * may be lost on its way (places in the queue, who is there) is told again every ten seconds: it takes longer than that at the worst.
 */
const waiting = { poll: { timeout: 25_000 } };

/** Each with an engine and a platform's peer. */
const CHANNELS = ["tests/channels/**/*.test.ts", "tests/bridges/**/*.test.ts"];

export default defineConfig({
  test: {
    // The runner leaves one processor to itself, though it needs none while tests run: of two that was half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...shared,
        test: {
          name: "node",
          expect: waiting,
          include: ["tests/house.test.ts", "packages/{protocol,vectors,engine}/src/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          name: "dom",
          expect: waiting,
          environment: "happy-dom",
          include: ["packages/{client,widget,console}/src/**/*.test.{ts,tsx}"],
          // Their polls wait up to 25 seconds; the runner's default of five would end a test in the middle of one.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: "e2e",
          expect: waiting,
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/house.test.ts", ...CHANNELS],
          globalSetup: ["tests/support/trained.ts"],
          fileParallelism: false,
          // After all others: browsers, several engines and faults want the machine for themselves.
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        ...shared,
        test: {
          name: "channels",
          expect: waiting,
          include: CHANNELS,
          globalSetup: ["tests/support/trained.ts"],
          // They wait for peers most of the time, so that two files at once take half as long.
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
