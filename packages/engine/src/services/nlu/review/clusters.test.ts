import { expect, test } from "vitest";
import { cluster } from "./clusters.ts";

const asked = (...texts: string[]) => texts.map((text, at) => ({ _id: `q-${at}`, text, at }));
/** To this model everything means the same. */
const vectorOf = () => Float32Array.of(1);

test("what the model finds alike is one group", async () => {
  const groups = await cluster(asked("where is my parcel", "where's the package of mine"), vectorOf);
  expect(groups).toHaveLength(1);
});

test.each([
  ["invoice", "please send me the invoice of my last order"],
  ["订单", "我想开发票，订单号是 20418"],
])(
  "the single word “%s” is no group with questions about it, however alike the model finds them",
  async (word, question) => {
    expect(await cluster(asked(word, question), vectorOf)).toHaveLength(2);
    expect(await cluster(asked(word, word), vectorOf)).toHaveLength(1);
  },
);
