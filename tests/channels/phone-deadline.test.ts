import { setTimeout as wait } from "node:timers/promises";
import type { Answerer } from "@parley/engine";
import { expect, onTestFinished, test } from "vitest";
import type { Line } from "../../packages/engine/src/channels/phone/peer.test.kit.ts";
import { answersOn, openPhoneWorld, somebody } from "./phone-world.ts";

/** `CHANNEL_CALLS=10000` is the whole of it. */
const CALLS = Number(process.env["CHANNEL_CALLS"] ?? 20);
const PER_SECOND = 50;
const THINKS = 10_000;
/** As it is: what the engine takes at most before somebody hears a sound. */
const DEADLINE = 2_000;

const slow: Answerer = {
  name: "slow",
  within: 2 * THINKS,
  answer: ({ text, signal }) => wait(THINKS, { say: `To: ${text}` }, { signal }),
};

test("while the bot takes ten seconds every caller hears something before that, and then the answer, once", async () => {
  const world = await openPhoneWorld({ answerers: [slow], settings: { deadline: DEADLINE }, second: 1_000 });
  onTestFinished(() => world.close());
  const lines: Line[] = [];
  const began = performance.now();
  for (let index = 0; index < CALLS; index += 1) {
    await wait(Math.max(0, began + (index * 1_000) / PER_SECOND - performance.now()));
    const line = world.calls(somebody(), { patient: true });
    line.says(`This is call number ${index}.`);
    lines.push(line);
  }
  const answers = () => lines.map(answersOn);
  await expect
    .poll(answers, { timeout: 300_000 })
    .toEqual(lines.map((_, index) => [`To: This is call number ${index}`]));
  // The greeting, and "one moment", came before it.
  for (const line of lines) expect(line.words().findIndex((text) => text.startsWith("To: "))).toBeGreaterThanOrEqual(2);
  expect(world.exchange.refused).toEqual([]);
  // A machine that is busy with something else is late now and then. How often is no matter of a test.
  const { took } = world.exchange;
  const late = took.filter((milliseconds) => milliseconds > 3_000).length;
  if (process.env["CHANNEL_CALLS"])
    console.log(
      `${took.length - late} of ${took.length} within 3 s, the slowest in ${Math.max(...took).toFixed(0)} ms`,
    );
}, 600_000);
