import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import type { RunningEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/** A visitor asks and the bot answers: the same in one process and in several. The engine may be one for all. */
export function visitorAsks(start: () => Promise<RunningEngine>): void {
  test.each([
    ["en", "Where is my order?", "track-order"],
    ["zh-CN", "我的快递到哪了", "track-order"],
  ] as const)(
    "a visitor who asks in %s “%s” gets the answer with the article it comes from",
    async (locale, text, articleId) => {
      const { url } = await start();
      const ann = await visitor(url, { locale });
      const answer = await ann.answerTo(await ann.send(text));
      expect(answer.source).toMatchObject({ articleId });
      expect(/[\u4e00-\u9fff]/.test(answer.text)).toBe(locale === "zh-CN");
    },
  );

  test("a visitor who writes Chinese on an English page is answered in Chinese", async () => {
    const { url } = await start();
    const ann = await visitor(url, { locale: "en" });
    expect((await ann.answerTo(await ann.send("怎么退货？"))).text).toMatch(/[\u4e00-\u9fff]/);
  });

  test("what is out of scope is not answered: a person is offered, and comes when taken up", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    const offer = await ann.answerTo(await ann.send("what is the capital of mongolia"));
    expect(offer.choices).toEqual([expect.objectContaining({ value: "human" })]);
    await ann.choose("Talk to a person", "human");
    expect(await ann.sees("queued")).toMatchObject({ reason: "asked" });
    // Nobody shall wait in front of those who come next.
    await ann.ask("end", { id: newId() });
  });

  test("a picked choice is answered as such", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    const answer = await ann.answerTo(await ann.choose("Return policy", "intent:return_policy"));
    expect(answer.source?.articleId).toBe("returns");
  });

  test("[M1] a message sent again after a lost answer is stored and answered once", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    const id = newId();
    const first = await ann.send("Where is my order?", id);
    await ann.answerTo(first);
    const again = await ann.send("Where is my order?", id);
    expect(again).toMatchObject({ seq: first.seq, duplicate: true });
    const { events } = await ann.ask<{ events: { type: string }[] }>("sync", { after: 0 });
    expect(events.map(({ type }) => type)).toEqual(["opened", "message", "message"]);
  });

  test("[M8] a visitor who comes back with the token finds everything, from any cursor", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    await ann.answerTo(await ann.send("Where is my order?"));
    const back = await visitor(url, { token: ann.welcome.token, after: 1 });
    expect(back.welcome.conversation.id).toBe(ann.welcome.conversation.id);
    expect(back.welcome.page.events.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  test("what is vague is asked back with choices, and a picked one is answered", async () => {
    const { url } = await start();
    const ann = await visitor(url);
    const question = await ann.answerTo(await ann.send("order"));
    const [first] = question.choices ?? [];
    expect(question.choices?.length).toBeGreaterThanOrEqual(2);
    expect(first?.value).toMatch(/^intent:/);
    const answer = await ann.answerTo(await ann.choose(first?.label ?? "", first?.value ?? ""));
    expect(answer.text.length).toBeGreaterThan(20);
  });
}
