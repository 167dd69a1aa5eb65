import type { Welcome } from "@parley/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { closeBrowser, person } from "./support/browser.ts";
import { startEngine } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

test("[L9] a client names any language; the bot answers in the nearest of its own, and keeps what was named", async () => {
  const { url } = await startEngine();
  const spoken = async (locale: string, text: string) => {
    const client = await visitor(url, { locale });
    const answer = await client.answerTo(await client.send(text));
    return { locale: client.welcome.conversation.locale, text: answer.text };
  };
  const unclear = "👎";
  expect(await spoken("zh-tw", unclear)).toMatchObject({
    locale: "zh-TW",
    text: expect.stringMatching(/\p{Script=Han}/u),
  });
  for (const [named, kept] of [
    ["fr-ca", "fr-CA"],
    ["de-x".repeat(20), "en"],
    ["no language", "en"],
    ["", "en"],
  ] as const) {
    expect(await spoken(named, unclear)).toMatchObject({
      locale: kept,
      text: expect.not.stringMatching(/\p{Script=Han}/u),
    });
  }
  const ann = await visitor(url, { locale: "ja" });
  expect(await ann.ask<Welcome>("hello", { locale: "KO-kr" })).toMatchObject({ conversation: { locale: "ko-KR" } });
  await expect(ann.ask("hello", { locale: 7 })).rejects.toThrow("invalid");
});

describe("[L9] the words of the panel", () => {
  test.each([
    ["", "the engine's address"],
    ["/i/web", "that of an inbox"],
  ])(
    "are those nearest to any tag, under its name, now and by the name that is always there, below %j: %s",
    async (below) => {
      const { url } = await startEngine();
      const words = async (name: string) => await fetch(`${url}${below}/widget-${name}.js`);
      const [, version] = /widget-zh-Hant(-[\da-f]{8})\.js/.exec(await (await words("zh-HK")).text()) ?? [];
      expect(version).toBeDefined();
      const there = await words(`zh-HK${version}`);
      expect(await there.text()).toContain("線上客服");
      expect(there.headers.get("cache-control")).toContain("immutable");
      expect(await (await words(`pt-BR${version}`)).text()).toContain("Support");
      expect(await (await words(`${encodeURIComponent("../../etc")}${version}`)).text()).toContain("Support");
      expect((await words("en-00000000")).status).toBe(404);
    },
  );

  test.each([
    ["fr-CA", "Bonjour, comment pouvons-nous vous aider ?", "fr", "ltr"],
    ["zh-TW", "您好，有什麼可以幫您？", "zh-Hant", "ltr"],
    ["ar", "مرحبًا، كيف نساعدك؟", "ar", "rtl"],
    ["x-klingon", "Hi, how can we help?", "en", "ltr"],
  ])("a page in %s greets with “%s”", async (lang, greeting, spoken, direction) => {
    const { url } = await startEngine();
    const ann = await person({ reducedMotion: "reduce" });
    const page = await ann.newPage();
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto(await hostPage(url, { lang, strict: true }));
    await page.locator("parley-chat button.launcher").click();
    const panel = page.getByRole("dialog");
    await panel.getByText(greeting).waitFor();
    await expect.poll(() => panel.getAttribute("lang")).toBe(spoken);
    await expect.poll(() => panel.evaluate((element) => getComputedStyle(element).direction)).toBe(direction);
    await panel.getByRole("textbox").last().fill("Where is my order?");
    await panel.getByRole("textbox").last().press("Enter");
    const [own, other] = [panel.locator(".own .bubble"), panel.locator(".other .bubble")];
    await other.first().waitFor();
    const left = async (of: typeof own) => (await of.first().boundingBox())?.x ?? 0;
    await expect.poll(async () => (await left(own)) < (await left(other))).toBe(direction === "rtl");
    const words = loaded.filter((path) => /widget-(?:en|zh|fr|ar|ja|ko|es|x)/.test(path));
    expect(words).toHaveLength(1);
    expect(ann.complaints).toEqual([]);
  });
});
