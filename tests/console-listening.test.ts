import { afterAll, expect, test } from "vitest";
import { agent, member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { pick } from "./support/pick.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    note: "Note",
    hint: /^A private note/,
    save: "Add note",
    takeOver: "Take over",
    took: "Sue took over from Amy",
    reply: "Reply",
    replyTo: /^Reply to/,
    send: "Send",
  },
  "zh-CN": {
    note: "备注",
    hint: /^内部备注/,
    save: "添加备注",
    takeOver: "接管",
    took: "Sue 从 Amy 接管了会话",
    reply: "回复",
    replyTo: /^回复 /,
    send: "发送",
  },
};

test.each(["en", "zh-CN"] as const)(
  "[E1] a supervisor listens in, whispers to the agent and takes over, and the visitor hears only who is there now, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await startEngine();
    const amy = await agent(running, "Amy");
    const ann = await visitor(running.url);
    const conversationId = ann.welcome.conversation.id;
    await ann.send("Talk to a person");
    await amy.lists(conversationId, "queued");
    await amy.claim(conversationId);
    const amys = await consoleOf(running, amy.api, { locale });
    await amys.go(`inbox/${conversationId}`);
    const hers = amys.page.getByRole("log");
    await hers.getByText("Talk to a person", { exact: true }).first().waitFor();

    const sue = await consoleOf(running, await member(running, "Sue", "supervisor"), { locale });
    await sue.go(`inbox/${conversationId}`);
    const log = sue.page.getByRole("log");
    await log.getByText("Talk to a person", { exact: true }).first().waitFor();
    await amys.page.getByText(/Sue/).first().waitFor();
    await ann.send("it is broken");
    await log.getByText("it is broken").waitFor();

    const note = sue.page.getByRole("radio", { name: words.note, exact: true });
    await pick(note);
    await sue.page.getByRole("textbox", { name: words.hint }).fill("offer a new one");
    await sue.page.getByRole("button", { name: words.save }).click();
    await hers.getByText("offer a new one").waitFor();
    expect(await accessibilityProblems(sue.page)).toEqual([]);

    await sue.page.getByRole("button", { name: words.takeOver, exact: true }).click();
    await hers.getByText(words.took).waitFor();
    await log.getByText(words.took).waitFor();
    await pick(sue.page.getByRole("radio", { name: words.reply, exact: true }));
    await sue.page.getByRole("textbox", { name: words.replyTo }).fill("hello, it is Sue");
    await sue.page.getByRole("button", { name: words.send, exact: true }).click();
    await expect.poll(() => JSON.stringify(ann.events)).toContain("hello, it is Sue");
    const told = JSON.stringify(ann.events);
    for (const word of ["offer a new one", '"from"', "viewers"]) expect(told).not.toContain(word);
    expect([...sue.context.complaints, ...amys.context.complaints]).toEqual([]);
  },
);
