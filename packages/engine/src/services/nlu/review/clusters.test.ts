import { expect, test } from "vitest";
import { openSentences } from "../model/model.ts";
import { cluster } from "./clusters.ts";

const asked = (...texts: string[]) => texts.map((text, at) => ({ _id: `q-${at}`, text, at }));
/** To this model everything means the same. */
const alike = { learned: () => Float32Array.of(1), meaning: () => Float32Array.of(1) };

test("what the model finds alike is one group", async () => {
  const groups = await cluster(asked("where is my parcel", "where's the package of mine"), alike);
  expect(groups).toHaveLength(1);
});

test.each([
  ["invoice", "please send me the invoice of my last order"],
  ["订单", "我想开发票，订单号是 20418"],
])(
  "the single word “%s” is no group with questions about it, however alike the model finds them",
  async (word, question) => {
    expect(await cluster(asked(word, question), alike)).toHaveLength(2);
    expect(await cluster(asked(word, word), alike)).toHaveLength(1);
  },
);

test("a question in the other language is of the same group if it means the same, and only then", async () => {
  const sentences = await openSentences();
  if (!sentences) throw new Error("The sentence vectors should be there.");
  const readers = { meaning: (text: string) => sentences.encode(text) };
  const same = asked("does the coffee machine come with a milk frother", "咖啡机带奶泡器吗", "这张桌子能调高度吗");
  const groups = await cluster(same, readers);
  expect(groups.map(({ questions }) => questions.length)).toEqual([2, 1]);
});

test("other words for the same are one group, and the same words for something else are not", async () => {
  const sentences = await openSentences();
  const readers = { meaning: (text: string) => sentences?.encode(text) ?? Float32Array.of() };
  const groups = await cluster(
    asked("is the blender dishwasher safe", "can I put the blender in the dishwasher", "is the blender loud"),
    readers,
  );
  expect(groups.map(({ questions }) => questions.length)).toEqual([2, 1]);
});
