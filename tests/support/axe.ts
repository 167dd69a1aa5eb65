import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Times that it is looked, a part of a second each, before something is held to be wrong. */
const LOOKS = 20;

/**
 * What axe finds wrong on the page, shadow roots included, by WCAG 2.2 A and AA (the size of targets, too, which it leaves out unless asked) and best practice; empty is good. What is wrong only while the
 * page is still being drawn, which takes its time on a busy machine, is none of it.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(source);
  let found = await look(page);
  for (let looks = 1; found.length > 0 && looks < LOOKS; looks += 1) found = await look(page);
  return found;
}

async function look(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run({ rules: { "target-size": { enabled: true } } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
  });
}
