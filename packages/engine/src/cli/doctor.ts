import { examine } from "../upkeep/doctor/doctor.ts";
import type { Finding } from "../upkeep/doctor/finding.ts";
import { command } from "./command.ts";

const USAGE = `Usage: parley doctor [--json]

Examines this installation as its environment describes it, whether the engine runs or not: versions, configuration, store, schema,
indexes, permissions, space, clocks, Redis, model. Says what to do about what it finds.

  --json  print the findings as JSON

Exit status 1 if something has failed.`;

const OPTIONS = { json: { type: "boolean" } } as const;
const MARKS = { ok: "ok", warn: "warn", fail: "FAIL" } as const;

/** Runs `parley doctor`. */
export const run = command({ usage: USAGE, options: OPTIONS }, async (values) => {
  const findings = await examine(process.env);
  console.log(values.json ? JSON.stringify(findings, undefined, 2) : table(findings));
  return findings.some(({ is }) => is === "fail") ? 1 : 0;
});

function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap(({ what, is, says, advice }) => [
    `${MARKS[is].padEnd(5)} ${what.padEnd(width)}  ${says}`,
    ...(advice ? [`${"".padEnd(8 + width)}→ ${advice}`] : []),
  ]);
  const count = (wanted: Finding["is"]) => findings.filter(({ is }) => is === wanted).length;
  return [...lines, "", `${count("ok")} ok, ${count("warn")} to look at, ${count("fail")} failed.`].join("\n");
}
