import { type AsksSettings, type Introduced, newId } from "@parley/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems } from "../support/axe.ts";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { hostPage } from "../support/host-page.ts";
import { visitor } from "../support/visitor.ts";
import { again, EMAIL, refusal, startAsking, TEXT, TOPIC } from "./asking.ts";

/** One engine for all that is asked here; each test has an inbox of its own. */
let served: Awaited<ReturnType<typeof startAsking>>;
const inboxThat = (asks: AsksSettings) => served.inboxThat(asks);
beforeAll(async () => {
  served = await startAsking();
});
afterAll(async () => {
  await closeBrowser();
  await served.stop();
});

test("[Q1] what an inbox asks is said in the visitor's language, choices with what is kept of them", async () => {
  const { come } = await inboxThat({ fields: [EMAIL, TOPIC], consent: { text: TEXT, required: true } });
  const [ann, li] = [await come(), await come({ locale: "zh-TW" })];
  expect(ann.welcome.asks).toEqual({
    fields: [
      { field: "email", kind: "email", required: true },
      {
        field: "attributes.topic",
        kind: "choice",
        label: "What is it about?",
        choices: [
          { label: "Orders", value: "Orders" },
          { label: "Other", value: "Other" },
        ],
      },
    ],
    consent: { version: expect.stringMatching(/^[\w-]{22}$/) as string, text: TEXT.en, required: true },
  });
  expect(li.welcome.asks?.fields[1]).toMatchObject({
    label: "咨询什么？",
    choices: [
      { label: "订单", value: "Orders" },
      { label: "其他", value: "Other" },
    ],
  });
  expect(li.welcome.asks?.consent?.text).toBe(TEXT["zh-CN"]);
  expect((await visitor(served.url)).welcome).not.toHaveProperty("asks");
});

test("[Q2, Q3] who has not answered what must be is refused, field by field until all is there; then the same message goes", async () => {
  const { id, come } = await inboxThat({
    fields: [{ field: "name" }, EMAIL],
    consent: { text: TEXT, required: true },
  });
  const ann = await come();
  const { conversation, visitorId, asks } = ann.welcome;
  const message = newId();
  await expect(ann.send("hello", message)).rejects.toMatchObject(refusal(["email", "consent"]));
  await expect(ann.choose("Talk to a person", "human")).rejects.toMatchObject(refusal(["email", "consent"]));
  const { refused } = await ann.ask<Introduced>("identify", { name: "Ann", email: "nowhere" });
  expect(refused).toMatchObject([{ field: "email", code: "email" }]);
  expect((await again(ann))?.fields).toMatchObject([{ field: "email" }]);
  await ann.ask("identify", { email: "ann@shop.example" });
  await expect(ann.send("hello", message)).rejects.toMatchObject(refusal(["consent"]));
  await expect(ann.ask("agree", { version: "other words" })).rejects.toMatchObject({
    data: { code: "conflict", details: { reason: "consent" } },
  });
  const version = asks?.consent?.version;
  await ann.ask("agree", { version });
  await ann.ask("agree", { version });
  expect(await ann.send("hello", message)).toMatchObject({ id: message, duplicate: false });
  expect(await again(ann)).toBeUndefined();
  const { contact, consents } = await served.engine.services.users.contact({ id: visitorId });
  expect(contact).toMatchObject({ name: "Ann", email: "ann@shop.example" });
  expect(consents).toEqual([{ at: expect.any(Number) as number, inboxId: id, version, text: TEXT.en }]);
  const { conversation: now } = await served.engine.services.dialog.get({ conversationId: conversation.id });
  expect(now.episode).toBe(1);
});

test("[Q1, Q2] what the site has said is not asked, nor what was agreed to in another language or need not be answered any more", async () => {
  const { come } = await inboxThat({
    fields: [{ field: "name" }, EMAIL, TOPIC],
    consent: { text: TEXT, required: true },
  });
  const ann = await come();
  await ann.ask("identify", { email: "ann@shop.example", attributes: { topic: "Orders" } });
  const asks = await again(ann, "zh-CN");
  expect(asks?.fields).toEqual([{ field: "name", kind: "text" }]);
  await ann.ask("agree", { version: asks?.consent?.version });
  expect((await again(ann))?.consent).toBeUndefined();
  await ann.send("hello");
  expect(await again(ann)).toBeUndefined();
});

test("[Q3] new words of consent are asked for in a conversation that is on, fields when the next one begins; ending it needs no answer", async () => {
  const inbox = await inboxThat({ consent: { text: TEXT, required: true } });
  const ann = await inbox.come();
  await ann.ask("agree", { version: ann.welcome.asks?.consent?.version });
  const before = newId();
  await ann.send("hello", before);
  const changed = { text: { en: "I agree to the new terms." }, required: true };
  await inbox.ask({ consent: changed, fields: [EMAIL] }, (asks) => asks?.consent?.text === changed.text.en);
  await expect(ann.send("one more")).rejects.toMatchObject(refusal(["consent"]));
  // Stored is stored, however often it is sent.
  expect(await ann.send("hello", before)).toMatchObject({ duplicate: true });
  const asks = await again(ann);
  expect(asks).toMatchObject({ fields: [], consent: { text: changed.text.en } });
  await ann.ask("agree", { version: asks?.consent?.version });
  await ann.send("one more");
  await ann.ask("end", { id: newId() });
  await expect(ann.send("another one")).rejects.toMatchObject(refusal(["email"]));
  expect((await again(ann))?.fields).toMatchObject([{ field: "email" }]);
});

test("[Q3] where nothing must be answered, who does not answer writes as ever", async () => {
  const { come } = await inboxThat({ fields: [{ field: "name" }], consent: { text: TEXT } });
  const ann = await come();
  expect(ann.welcome.asks?.fields).toHaveLength(1);
  expect(await ann.send("hello")).toMatchObject({ duplicate: false });
});

test("[Q2] who is forgotten is asked anew", async () => {
  const { come } = await inboxThat({ fields: [EMAIL] });
  const ann = await come();
  await ann.ask("identify", { email: "ann@shop.example" });
  await ann.send("hello");
  await ann.ask("forget", {});
  expect((await again(ann))?.fields).toMatchObject([{ field: "email" }]);
  await expect(ann.send("hello")).rejects.toMatchObject(refusal(["email"]));
});

test("[Q1, Q2, Q3] the panel asks in a form, says at each field what is wrong, and then lets write; by keyboard alone", async () => {
  const asks: AsksSettings = { fields: [{ field: "name" }, EMAIL, TOPIC], consent: { text: TEXT, required: true } };
  const { id } = await inboxThat(asks);
  const words = {
    en: {
      email: "E-mail",
      start: "Start chat",
      wrong: /such as ann@/,
      agree: "Please agree to go on.",
      pick: "Orders",
    },
    "zh-CN": { email: "邮箱", start: "开始咨询", wrong: /有效的邮箱/, agree: "请先同意，再继续咨询。", pick: "订单" },
  };
  for (const lang of ["en", "zh-CN"] as const) {
    const { email, start, wrong, agree, pick } = words[lang];
    const page = await (await person({ locale: lang })).newPage();
    await page.goto(await hostPage(served.url, { lang, data: { inbox: id } }));
    const { panel, launcher, say, text } = chatWindow(page, lang);
    await launcher.click();
    const field = panel.getByLabel(email);
    await panel.getByRole("button", { name: start }).waitFor();
    // Who opened it can write at once, and comes to what is wrong.
    await expect.poll(() => page.evaluate(focused)).toBe("name");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.type("Ann");
    await page.keyboard.press("Tab");
    await page.keyboard.type("nowhere");
    await page.keyboard.press("Enter");
    await panel.getByText(wrong).waitFor();
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => field.evaluate(described)).toMatch(wrong);
    await expect.poll(() => page.evaluate(focused)).toBe("email");
    await panel.getByText(agree).waitFor();
    await field.fill(`ann-${lang}@shop.example`);
    await panel.getByRole("combobox").selectOption(pick);
    await panel.getByRole("checkbox").press("Space");
    await field.press("Enter");
    await panel.getByRole("button", { name: start }).waitFor({ state: "detached" });
    await say("hello");
    await text("hello").waitFor();
  }
  const { contacts } = await served.engine.services.users.contacts({ filter: { search: "ann-zh" }, limit: 9 });
  expect(contacts).toMatchObject([{ name: "Ann", attributes: { topic: "Orders" } }]);
});

/** What the field is called by browsers that fill forms in, in which one writes. */
const focused = () => document.activeElement?.shadowRoot?.activeElement?.getAttribute("autocomplete") ?? null;
const described = (field: Element) =>
  (field.getRootNode() as ShadowRoot).getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent ?? "";
