import { afterEach, expect, test, vi } from "vitest";
import { exclusively } from "./tabs.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const refusals: [string, unknown][] = [
  ["there are none", undefined],
  ["they are refused, as where the origin is opaque", { request: () => Promise.reject(new Error("SecurityError")) }],
  [
    "to ask for one throws",
    {
      request: () => {
        throw new Error("SecurityError");
      },
    },
  ],
  ["they are somebody's stub that does nothing", { request: () => undefined }],
];
test.each(refusals)("what shall run alone runs once where %s", async (_case, locks) => {
  vi.stubGlobal("navigator", { locks });
  const run = vi.fn(() => Promise.resolve());
  await exclusively("name", run);
  expect(run).toHaveBeenCalledOnce();
});

test("a tab that keeps the lock for ever, because it is frozen, is not waited for", async () => {
  vi.useFakeTimers();
  const request = (_name: string, { signal }: { signal: AbortSignal }) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  vi.stubGlobal("navigator", { locks: { request } });
  const run = vi.fn(() => Promise.resolve());
  const done = exclusively("name", run);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(run).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await done;
  expect(run).toHaveBeenCalledOnce();
});

test("what goes wrong in it is not tried a second time", async () => {
  vi.stubGlobal("navigator", { locks: { request: (_name: string, _options: unknown, run: () => unknown) => run() } });
  const run = vi.fn(() => Promise.reject(new Error("own fault")));
  await expect(exclusively("name", run)).rejects.toThrow("own fault");
  expect(run).toHaveBeenCalledOnce();
});
