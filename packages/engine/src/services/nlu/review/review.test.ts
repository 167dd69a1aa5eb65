import { expect, test } from "vitest";
import { writeYaml } from "../knowledge/exchange/write.ts";
import { inFile, smallKnowledge, startNlu } from "../small-shop.fixture.ts";

const asked = [
  ["m-1", "do you ship to the moon", "en"],
  ["m-2", "can you ship to the moon please", "en"],
  ["m-3", "Do you ship to the moon?", "en"],
  ["m-4", "请问怎么开发票啊，电话13812345678", "zh"],
  ["m-5", "请问怎么开发票", "zh"],
  ["m-6", "card 4111 1111 1111 1111 was declined, write to ann@example.com", "en"],
] as const;

async function withQuestions() {
  const nlu = await startNlu();
  const { service } = nlu;
  await service.importKnowledge({ ...inFile("yaml", writeYaml(await smallKnowledge(12))), by: "Ann" });
  for (const [id, text, language] of [...asked, ...asked]) {
    await service.collect({ id, text, language, reason: "unsure", at: 1_000 + Number(id.slice(2)) });
  }
  return nlu;
}

test("questions that mean the same are one group, without what identifies anybody", async () => {
  const { service } = await withQuestions();
  const groups = await service.review({});
  expect(groups.map(({ count }) => count)).toEqual([3, 2, 1]);
  expect(groups[0]).toMatchObject({ id: "m-1", lastAskedAt: 1_003 });
  expect(groups[0]?.texts).toHaveLength(3);
  expect(groups[1]).toMatchObject({ id: "m-4", suggested: "invoice" });
  expect(groups[1]?.texts).toContain("请问怎么开发票啊，电话[phone]");
  expect(groups[2]?.texts).toEqual(["card [card] was declined, write to [email]"]);
});

test("a group becomes examples of an intent, or is dismissed, once", async () => {
  const { service } = await withQuestions();
  const [moon, invoice] = await service.review({});
  if (!moon || !invoice) throw new Error("There should be groups.");
  const add = { id: invoice.id, decision: { do: "add" as const, intent: "invoice", texts: invoice.texts }, by: "Bo" };
  await service.decideReview(add);
  await service.decideReview(add);
  await service.decideReview({ id: moon.id, decision: { do: "dismiss" }, by: "Bo" });
  expect((await service.review({})).map(({ id }) => id)).toEqual(["m-6"]);
  const intent = (await service.knowledge({})).intents.find(({ id }) => id === "invoice");
  expect(intent?.examples.slice(-2)).toEqual(invoice.texts);
  expect(intent).toMatchObject({ version: 2, updatedBy: "Bo" });

  const unknown = { id: "nothing", decision: { do: "dismiss" }, by: "Bo" } as const;
  await expect(service.decideReview(unknown)).rejects.toMatchObject({ code: "notFound" });
  const [left] = await service.review({});
  const lost = { id: "m-6", decision: { do: "add" as const, intent: "no_such", texts: left?.texts ?? [] }, by: "Bo" };
  await expect(service.decideReview(lost)).rejects.toMatchObject({ code: "notFound" });
  expect(await service.review({})).toHaveLength(1);
});

test("only questions of the group become examples, however many others are sent, and none of them is no decision", async () => {
  const { service } = await withQuestions();
  const [moon] = await service.review({});
  const decide = (texts: string[]) =>
    service.decideReview({ id: moon?.id ?? "", decision: { do: "add", intent: "invoice", texts }, by: "Bo" });
  const own = ["words of nobody", "x".repeat(4_000), "请问怎么开发票"];
  await expect(decide(own)).rejects.toMatchObject({ code: "invalid" });
  await expect(decide([])).rejects.toMatchObject({ code: "invalid" });
  expect(await service.review({})).toHaveLength(3);
  await decide([...own, "DO YOU SHIP TO THE MOON"]);
  const intent = (await service.knowledge({})).intents.find(({ id }) => id === "invoice");
  expect(intent?.examples.filter((text) => /moon|nobody|xxx/i.test(text))).toEqual(["do you ship to the moon"]);
});

test("what was added is understood after the next training, and replay shows it", { timeout: 600_000 }, async () => {
  const { service } = await withQuestions();
  await service.startTraining({ by: "Ann" });
  await expect.poll(() => service.training({}), { timeout: 400_000 }).toMatchObject({ status: "done" });
  const question = { text: "do you ship to the moon, order 20418", conversationId: "c-1" };
  const before = await service.understand(question);
  // Understanding keeps nothing: what was asked is filed by who answered it.
  for (const order of ["20418", "99123"]) {
    await service.heard({ text: `do you ship to the moon, order ${order}`, language: "en" });
  }

  const again = { id: "m-7", text: question.text, language: "en", reason: "unsure", at: 1_007 } as const;
  await service.collect(again);
  const [moon] = await service.review({});
  await service.decideReview({
    id: moon?.id ?? "",
    decision: {
      do: "add",
      intent: "coupon_use",
      texts: moon?.texts ?? [],
    },
    by: "Bo",
  });
  await service.startTraining({ by: "Ann" });
  await expect.poll(() => service.training({}), { timeout: 400_000 }).toMatchObject({ status: "done", version: 3 });
  const { questions, changed } = await service.replay({ version: 3 });
  expect(questions).toBe(1);
  expect(changed).toEqual([
    {
      text: "do you ship to the moon, order [order]",
      before: before.inScope ? before.intents[0]?.intent : "",
      after: "coupon_use",
      count: 2,
    },
  ]);
  await service.publish({ version: 3, force: true, by: "Ann" });
  expect((await service.understand(question)).intents[0]).toMatchObject({ intent: "coupon_use", confidence: 1 });
});
