import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { completionsPeer } from "../packages/engine/src/language-model/peer.test.kit.ts";
import { agent, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

/** Pictures for who looks at them, where a folder is told. */
const shoot = async (page: Page, name: string) => {
  const folder = process.env["PARLEY_SHOTS"];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

const SAID = {
  en: {
    human: "I want to talk to a human",
    address: "Address",
    model: "Model",
    key: "Key",
    drafts: "Drafts of replies",
    translation: "Translation",
    save: "Save",
    remove: "Remove the key",
    draft: "Draft a reply",
    put: "Put in",
    toVisitor: "Translate what you write",
    use: "Use the translation",
    back: /^Put your own words back/,
    translate: "Translate",
    translated: "Translation",
    refused: "The language model refuses the key",
  },
  "zh-CN": {
    human: "转人工",
    address: "地址",
    model: "模型",
    key: "密钥",
    drafts: "起草回复",
    translation: "翻译",
    save: "保存",
    remove: "删除密钥",
    draft: "起草回复",
    put: "填入",
    toVisitor: "翻译输入的内容",
    use: "使用译文",
    back: /^恢复原文/,
    translate: "翻译",
    translated: "译文",
    refused: "语言模型拒绝了密钥",
  },
} as const;

test.each(["en", "zh-CN"] as const)(
  "[G5] (%s) a language model is set up in the settings, drafts and translates for the agent, and visitors see nothing of it before it is sent",
  async (locale) => {
    const words = SAID[locale];
    const peer = await completionsPeer();
    const running = await startEngine();
    const settings = await consoleOf(running, await owner(running), { locale });
    await settings.go("settings/model");
    const field = (name: string) => settings.page.getByRole("textbox", { name, exact: true });
    await field(words.address).fill(peer.address);
    await field(words.model).fill("small");
    await settings.page.getByLabel(words.key, { exact: true }).fill("sk-secret");
    await settings.page.getByRole("switch", { name: words.drafts }).check();
    await settings.page.getByRole("switch", { name: words.translation }).check();
    await settings.page.getByRole("button", { name: words.save }).click();
    await settings.page.getByRole("button", { name: words.remove }).waitFor();
    expect(await accessibilityProblems(settings.page)).toEqual([]);
    await shoot(settings.page, `model-settings-${locale}`);

    const someone = await visitor(running.url, { locale });
    await someone.send(words.human);
    await someone.send("Wo ist mein Paket?");
    const vera = await agent(running, "Vera");
    const conversationId = someone.welcome.conversation.id;
    await vera.lists(conversationId, "queued");
    await vera.claim(conversationId);
    const { page, go } = await consoleOf(running, await member(running, "Vera"), { locale });
    await go(`inbox/${conversationId}`);
    const reply = page.locator("textarea[data-reply]");
    const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });

    peer.answers("It comes tomorrow.");
    await button(words.draft).click();
    await button(words.put).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, `model-draft-${locale}`);
    const before = someone.messages().length;
    await button(words.put).click();
    await expect.poll(() => reply.inputValue()).toBe("It comes tomorrow.");
    expect(someone.messages()).toHaveLength(before);

    peer.answers("Es kommt morgen.");
    await button(words.toVisitor).click();
    await button(words.use).click();
    await expect.poll(() => reply.inputValue()).toBe("Es kommt morgen.");
    await button(words.back).click();
    await expect.poll(() => reply.inputValue()).toBe("It comes tomorrow.");

    peer.answers("Where is my parcel?");
    await button(words.translate).last().click();
    const translation = page.getByRole("group", { name: words.translated });
    await expect.poll(() => translation.textContent()).toBe("Where is my parcel?");
    await shoot(page, `model-translation-${locale}`);

    peer.does((response) => response.writeHead(401).end());
    await button(words.draft).click();
    await page.getByRole("alert").filter({ hasText: words.refused }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await expect.poll(() => reply.inputValue()).toBe("It comes tomorrow.");
  },
);
