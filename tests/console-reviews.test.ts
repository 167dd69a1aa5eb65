import { newId, type Review, type SavedSettings, type Scorecards } from "@parley/protocol";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { agent, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { pick } from "./support/pick.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    sample: "To be reviewed",
    reviews: "Reviews",
    low: "rated low",
    review: "Review the conversation of Amy",
    yes: "Yes",
    comment: "Comment for the agent",
    save: "Save the review",
    nothingToDo: "Nothing is to be reviewed.",
    reviewed: /^Amy, reviewed by/,
    why: "Why should it be otherwise?",
    appeal: "Appeal",
    waits: "Appeal waits",
    change: "Change the score",
    answer: "Answer to the agent",
    decide: "Answer the appeal",
    changed: "changed the score",
  },
  "zh-CN": {
    sample: "待评审",
    reviews: "评审",
    low: "低分",
    review: "评审 Amy 的会话",
    yes: "是",
    comment: "给客服的评语",
    save: "保存评审",
    nothingToDo: "没有待评审的会话。",
    reviewed: /^Amy，评审人/,
    why: "为什么应该改判？",
    appeal: "提交申诉",
    waits: "申诉待答复",
    change: "改判",
    answer: "给客服的答复",
    decide: "答复申诉",
    changed: "改判",
  },
};

const SECTIONS = [
  {
    id: "tone",
    name: "Tone",
    questions: [
      { id: "polite", text: "Was it polite?", kind: "yesno", weight: 1 },
      { id: "clear", text: "Was it clear?", kind: "scale", weight: 1 },
    ],
  },
];

/** Amy has helped Ann, who rated it low; the workspace has criteria, and the rating is counted. */
async function openRated() {
  const running = await startEngine();
  const boss = await owner(running);
  const { quality } = await boss.call<SavedSettings>("GET", "/settings");
  await boss.call("PUT", "/settings/quality", {
    version: quality.version,
    value: { ...quality.value, sections: SECTIONS },
  });
  const amy = await agent(running, "Amy");
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("Talk to a person");
  await amy.lists(conversationId, "queued");
  await amy.claim(conversationId);
  await amy.send(conversationId, "come back tomorrow");
  await amy.close(conversationId);
  await ann.sees("closed");
  await ann.ask("rate", { id: newId(), score: 1, comment: "no help" });
  // The sample is drawn once a minute: it must be there when it is asked for first.
  const said = async () => {
    const range = `from=${Date.now() - 3_600_000}&to=${Date.now() + 60_000}`;
    const { cards } = await boss.call<Scorecards>("GET", `/scorecards?${range}`);
    return cards.flatMap((card) => card.said.map(({ comment }) => comment));
  };
  await expect.poll(said).toEqual(["no help"]);
  return { running, boss, amy, conversationId };
}

const answer = (within: Page | Locator, question: string, name: string) =>
  pick(within.getByRole("group", { name: question }).getByRole("radio", { name, exact: true }));

test.each(["en", "zh-CN"] as const)(
  "[E4] [E5] [E7] a supervisor reviews what was drawn beside the conversation, and answers the agent's appeal, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const { running, amy } = await openRated();
    const sue = await consoleOf(running, await member(running, "Sue", "supervisor"), { locale });
    await sue.go("quality/reviews");
    const sample = sue.page.getByRole("region", { name: words.sample });
    await sample.getByText(words.low).waitFor();
    expect(await accessibilityProblems(sue.page)).toEqual([]);
    await sample.getByRole("link", { name: words.review }).click();
    await sue.page.getByRole("log").getByText("come back tomorrow").waitFor();
    const save = sue.page.getByRole("button", { name: words.save });
    await expect.poll(() => save.isDisabled()).toBe(true);
    await answer(sue.page, "Was it polite?", words.yes);
    await answer(sue.page, "Was it clear?", "1");
    await sue.page.getByLabel(words.comment).fill("say when they are helped");
    expect(await accessibilityProblems(sue.page)).toEqual([]);
    await save.click();
    await sample.getByText(words.nothingToDo).waitFor();

    const own = await consoleOf(running, amy.api, { locale, viewport: { width: 390, height: 800 } });
    await own.go("quality/reviews");
    const hers = own.page.getByRole("region", { name: words.reviews, exact: true });
    await hers.getByRole("button", { name: words.reviewed }).click();
    await hers.getByText("say when they are helped").waitFor();
    await hers.getByText("50%", { exact: true }).first().waitFor();
    await hers.getByLabel(words.why).fill("the shop was closed");
    expect(await accessibilityProblems(own.page)).toEqual([]);
    await hers.getByRole("button", { name: words.appeal }).click();
    await hers.getByText(words.waits).waitFor();
    await expect.poll(() => own.page.getByRole("region", { name: words.sample }).count()).toBe(0);

    await sue.page.reload();
    const all = sue.page.getByRole("region", { name: words.reviews, exact: true });
    await all.getByText(words.waits).waitFor();
    await all.getByRole("button", { name: words.reviewed }).click();
    await all.getByText("the shop was closed").waitFor();
    await pick(all.getByRole("radio", { name: words.change }));
    await answer(all, "Was it clear?", "5");
    await all.getByLabel(words.answer).fill("you could not know");
    expect(await accessibilityProblems(sue.page)).toEqual([]);
    await all.getByRole("button", { name: words.decide }).click();
    await all.getByText("100%", { exact: true }).first().waitFor();

    await own.page.reload();
    await hers.getByRole("button", { name: words.reviewed }).click();
    await hers.getByText("you could not know").waitFor();
    await hers.getByText(words.changed).first().waitFor();
    await expect.poll(() => hers.getByLabel(words.why).count()).toBe(0);
    expect([...sue.context.complaints, ...own.context.complaints]).toEqual([]);
  },
);

test("[E6] two who calibrate see the other's review, and how far they agree, only when both have judged", async () => {
  const { running, boss } = await openRated();
  const words = WORDS.en;
  const sue = await consoleOf(running, await member(running, "Sue", "supervisor"));
  await sue.go("quality/reviews");
  const sample = sue.page.getByRole("region", { name: words.sample });
  await sample.getByRole("button", { name: /^Let two review it/ }).click();
  await sample.getByText("By two").waitFor();
  await sample.getByRole("link", { name: words.review }).click();
  await answer(sue.page, "Was it polite?", "Yes");
  await answer(sue.page, "Was it clear?", "2");
  await sue.page.getByRole("button", { name: words.save }).click();
  await sample.getByText("Reviewed by you, waits for somebody else").waitFor();

  const olivia = await consoleOf(running, boss);
  await olivia.go("quality/reviews");
  const reviews = olivia.page.getByRole("region", { name: words.reviews, exact: true });
  await reviews.getByText("There are no reviews yet.").waitFor();
  expect(await boss.call<Review[]>("GET", "/reviews")).toEqual([]);
  await olivia.page.getByRole("link", { name: words.review }).click();
  await olivia.page.getByText("Neither sees the other's before both have judged.").waitFor();
  await answer(olivia.page, "Was it polite?", "Yes");
  await answer(olivia.page, "Was it clear?", "4");
  await olivia.page.getByRole("button", { name: words.save }).click();
  await expect.poll(() => reviews.getByRole("button", { name: words.reviewed }).count()).toBe(2);
  const agreement = olivia.page.getByRole("region", { name: "Agreement of reviewers" });
  await agreement
    .getByRole("row", { name: /All questions/ })
    .getByText("50%")
    .waitFor();
  expect(await accessibilityProblems(olivia.page)).toEqual([]);
});
