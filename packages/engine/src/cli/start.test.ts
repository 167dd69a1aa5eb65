import { expect, test } from "vitest";
import type { Part } from "../main.ts";
import { run } from "./start.ts";
import { useTerminal } from "./heard.test.kit.ts";

const terminal = useTerminal();

/** What would have been started; `all` where no parts were named. */
async function started(args: string[]) {
  const asked: (readonly Part[] | "all")[] = [];
  const status = await run(args, async (_env, parts) => void asked.push(parts ?? "all"));
  return { status, asked };
}

test.each([
  [[], ["all"]],
  [["--services", "nlu"], [["nlu"]]],
  [["--services=nlu"], [["nlu"]]],
  [["--services=gateway, dialog"], [["gateway", "dialog"]]],
])("start %j runs what was asked for, however it is written", async (args, asked) => {
  expect(await started(args)).toEqual({ status: undefined, asked });
});

test.each([
  ["--service=nlu"],
  ["--services"],
  ["--services="],
  ["--services=nlu,"],
  ["--services=understanding"],
  ["nlu"],
  ["--port", "80"],
])("start %s starts nothing, and says how it is used", async (...args) => {
  expect(await started(args)).toEqual({ status: 2, asked: [] });
  expect(terminal.said).toContain("Usage: parley start [--services NAMES]");
});

test("start --help starts nothing either", async () => {
  expect(await started(["--help"])).toEqual({ status: 0, asked: [] });
  expect(terminal.said).toContain("gateway, users, dialog, nlu, analytics");
});
