import { expect, test } from "vitest";
import { intent, NOTHING, plan } from "./plan.test.kit.ts";
import { writeCsv, writeYaml } from "./write.ts";

test.each([
  ["yaml", writeYaml],
  ["csv", writeCsv],
] as const)("[L9] words in any language come through %s, each under its tag", async (format, write) => {
  const answer = { en: "Behind.", "zh-CN": "后面。", "zh-Hant": "後面。", "fr-CA": "Derrière.", ja: "裏です。" };
  const there = { ...NOTHING, intents: [intent("parking", { examples: ["where to park"], answer })] };
  const { made, problems } = await plan(`x.${format}`, write(there));
  expect(problems).toEqual([]);
  expect(made[0]?.answer).toEqual(answer);
  const changed = {
    ...there,
    intents: [intent("parking", { ...there.intents[0], answer: { ...answer, ja: "裏。" } })],
  };
  const { changes } = await plan(`x.${format}`, write(changed), { there, mode: "replace" });
  expect(changes).toMatchObject([{ change: "changed", fields: [{ field: "answer", language: "ja", to: "裏。" }] }]);
});
