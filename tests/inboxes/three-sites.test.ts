import { type ContactPage, type Hours, type Intent, type Report, type WebSettings } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import { agentSocket } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { startMany } from "./many.ts";

const DAY = 86_400_000;
const inThreeDays = new Date(Date.now() + 3 * DAY).getUTCDay();
const hours = (spansOf: (day: number) => Hours["week"][number]): Hours => ({
  zone: "UTC",
  week: Array.from({ length: 7 }, (_, day) => spansOf(day)),
});

const SITES: Record<string, WebSettings> = {
  zh: {
    color: "#c8102e",
    languages: ["zh-CN"],
    greeting: { "zh-CN": "您好，欢迎光临" },
    hours: hours(() => [{ from: 0, to: 24 * 60 }]),
  },
  en: { color: "#0b57d0", languages: ["en"], greeting: { en: "Welcome to the shop" } },
  de: {
    color: "#111111",
    languages: ["de", "en"],
    greeting: { en: "Welcome to Berlin" },
    hours: hours((day) => (day === inThreeDays ? [{ from: 600, to: 900 }] : [])),
  },
};

const intent = (id: string, answer: Intent["answer"], more: Partial<Intent>): Intent => ({
  id,
  title: { en: id, "zh-CN": id },
  examples: [],
  answer,
  version: 0,
  ...more,
});
const ASKED = ["how long may I return things", "can i send it back"];
const KNOWLEDGE = [
  intent("returns-en", { en: "Thirty days.", "zh-CN": "" }, { examples: ASKED, inboxes: ["en"] }),
  intent(
    "returns-de",
    { en: "Fourteen days.", "zh-CN": "", de: "Vierzehn Tage." },
    { examples: ASKED, inboxes: ["de"] },
  ),
  intent(
    "returns-zh",
    { en: "", "zh-CN": "七天无理由退货。" },
    { examples: ["可以退货吗", "退货要多久"], inboxes: ["zh"] },
  ),
];

const idOf = ({ welcome }: Awaited<ReturnType<typeof visitor>>) => welcome.conversation.id;
const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);
const opens = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(Date.now() + 3 * DAY);

test("[H14, B9, V10] three sites on one engine, each with its looks, languages, hours and knowledge, and who sees two of them", async () => {
  const many = await startMany([]);
  onTestFinished(many.stop);
  for (const [id, settings] of Object.entries(SITES)) {
    await many.boss.call("POST", "/inboxes", { id, name: `Site ${id}`, settings });
  }
  for (const one of KNOWLEDGE) await many.boss.call("PUT", `/knowledge/intents/${one.id}`, one);
  const nowhere = { ...KNOWLEDGE[0], id: "lost", inboxes: ["nowhere"] };
  await expect(many.boss.call("PUT", "/knowledge/intents/lost", nowhere)).rejects.toMatchObject({ status: 400 });
  const ann = await many.member("Ann", ["zh", "en"]);
  const ofAnn = await agentSocket(many.url, ann);

  for (const [id, { color, languages, greeting }] of Object.entries(SITES)) {
    const looks = (await (await fetch(`${many.url}/i/${id}/looks.json`)).json()) as object;
    expect(looks, id).toMatchObject({ options: { color }, languages });
    for (const words of Object.values({ ...greeting })) expect(JSON.stringify(looks)).toContain(words);
  }

  const [zh, en, de] = await Promise.all([
    visitor(many.url, { inbox: "zh", locale: "zh-CN" }),
    visitor(many.url, { inbox: "en", locale: "en" }),
    visitor(many.url, { inbox: "de", locale: "de" }),
  ]);
  expect((await zh.answerTo(await zh.send("可以退货吗"))).text).toContain("七天无理由退货。");
  expect((await en.answerTo(await en.send("can i send it back"))).text).toBe("Thirty days.");
  expect((await de.answerTo(await de.send("can i send it back"))).text).toBe("Vierzehn Tage.");
  expect(await many.boss.call("POST", "/try", { text: "can i send it back", inbox: "en" })).toMatchObject({
    reply: { text: "Thirty days." },
  });
  // A choice of another site's leads nowhere.
  expect((await en.answerTo(await en.choose("Returns in Germany", "intent:returns-de"))).text).not.toContain(
    "Fourteen",
  );

  const words = async ({ choose, answerTo }: typeof zh) => (await answerTo(await choose("Person", "human"))).text;
  const [inZh, inEn, inDe] = [await words(zh), await words(en), await words(de)];
  // Ann is there for two of them; in the third nobody is, and it says when somebody will be.
  expect(inDe).toContain(`${opens} at 10:00`);
  for (const other of [inZh, inEn]) expect(other).not.toContain("10:00");
  await expect.poll(() => de.places.at(-1)).toEqual({ position: 1, agentsOnline: 0 });
  await expect.poll(() => [zh, en].map(({ places }) => places.at(-1)?.agentsOnline)).toEqual([1, 1]);

  for (const one of [zh, en]) await ofAnn.lists(idOf(one), "queued");
  expect(ofAnn.items.has(idOf(de))).toBe(false);
  await ofAnn.claim(idOf(en));
  await ofAnn.send(idOf(en), "Ann here.");
  await expect.poll(() => en.messages().at(-1)).toMatchObject({ content: { text: "Ann here." } });
  await expect(ofAnn.claim(idOf(de))).rejects.toMatchObject({ data: { details: { reason: "inbox" } } });

  const page = await ann.call<ContactPage>("GET", "/contacts");
  expect(page.contacts.flatMap(({ inboxes }) => inboxes).toSorted()).toEqual(["en", "zh"]);
  expect((await ann.call<ContactPage>("GET", "/contacts?inbox=de")).total).toBe(0);
  expect((await ann.call<ContactPage>("GET", "/contacts?language=zh")).total).toBe(1);
  const range = `/report?from=${Date.now() - DAY}&to=${Date.now() + 1_000}`;
  const report = (more = "") => many.boss.call<Report>("GET", range + more);
  // What happened is counted a moment later.
  await expect
    .poll(async () => (await report()).inboxes?.toSorted(byKey))
    .toEqual(["de", "en", "zh"].map((key) => ({ key, count: 1 })));
  const ofEn = async () => {
    const { conversations, agents } = await report("&inbox=en");
    return [conversations, agents.map(({ name }) => name)];
  };
  await expect.poll(ofEn).toEqual([1, ["Ann"]]);
});
