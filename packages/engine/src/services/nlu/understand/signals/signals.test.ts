import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openSentences } from "../../model/model.ts";
import { SIGNALS, type Signal } from "./kinds.ts";
import { learnSignals } from "./learn.ts";
import { createSignals, readLearnedSignals } from "./signals.ts";

/** Messages that were written before the reader, with what each tells; every other one of a kind was tuned by. */
async function messages() {
  const folder = new URL("../../../../../../../tests/scenarios/signals/", import.meta.url);
  const files = await Promise.all(["en", "zh"].map((name) => readFile(new URL(`${name}.txt`, folder), "utf8")));
  return files.flatMap((file) => {
    const seen = new Map<string, number>();
    return file
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [kind = "", text = ""] = line.split(" | ");
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        return (seen.get(kind) ?? 0) % 2 === 0 ? [{ kind, text }] : [];
      });
  });
}

async function reader() {
  const sentences = await openSentences();
  if (!sentences) throw new Error("The sentence vectors should be there.");
  const read = createSignals(await readLearnedSignals(), sentences);
  return (text: string): Signal[] => {
    const { feeling, urgent, leaving } = read(text) ?? {};
    return [
      ...(feeling ? [feeling] : []),
      ...(urgent ? ["urgent" as const] : []),
      ...(leaving ? ["leaving" as const] : []),
    ];
  };
}

test("[B7] seven of ten messages that tell something are seen, and of those that tell nothing none is", async () => {
  const read = await reader();
  const told = (await messages()).map(({ kind, text }) => ({ kind, text, read: read(text) }));
  expect(told.filter(({ kind, read }) => kind === "none" && read.length > 0)).toEqual([]);
  const telling = told.filter(({ kind }) => kind !== "none");
  expect(telling.filter(({ kind, read }) => read.some((one) => one === kind)).length / telling.length).toBeGreaterThan(
    0.65,
  );
  for (const signal of SIGNALS) {
    const wrong = told.filter(({ kind, read }) => kind !== signal && read.includes(signal));
    expect(wrong.length, signal).toBeLessThan(5);
  }
});

test.each([
  ["where is my order 48213", []],
  ["it's not urgent", []],
  ["please hurry, I need it today, my flight leaves in two hours", ["urgent"]],
  ["我很担心包裹丢了", ["worried"]],
  ["以后再也不在你们家买了，我去别家", ["leaving"]],
] as const)("[B7] “%s” tells %j", async (text, tells) => {
  expect((await reader())(text)).toEqual(expect.arrayContaining([...tells]));
  if (tells.length === 0) expect((await reader())(text)).toEqual([]);
});

test("what was learned is what the examples say", async () => {
  const sentences = await openSentences();
  if (!sentences) throw new Error("The sentence vectors should be there.");
  expect(await readLearnedSignals(), "run: node --import tsx scripts/signals.ts").toEqual(
    await learnSignals(sentences),
  );
});
