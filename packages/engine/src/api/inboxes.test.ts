import type { InboxDetails, PastVersion } from "@parley/protocol";
import { describe, expect, test } from "vitest";
import { openAdmin } from "./api.test.kit.ts";

const shop = { id: "shop-en", name: "Shop" };

async function open() {
  const admin = await openAdmin();
  const owner = await admin.ownerBrowser();
  const inbox = async (id: string) => (await owner.ask(`GET /inboxes/${id}`)).body as InboxDetails;
  const change = (id: string, changed: object) => owner.ask(`PATCH /inboxes/${id}`, changed);
  return { ...admin, owner, inbox, change };
}

describe("inboxes over HTTP", () => {
  test("[L8] are made, changed by who saw the latest, switched off, and noted by their ids", async () => {
    const { owner, change, inbox, trail, dialog } = await open();
    const made = await owner.ask("POST /inboxes", shop);
    expect(made.body).toMatchObject({ ...shop, channel: "web", enabled: true, version: 1, secrets: [] });
    expect((await owner.ask("POST /inboxes", shop)).error?.code).toBe("conflict");
    const colour = { settings: { color: "#0b57d0" } };
    expect((await change("shop-en", { version: 0, ...colour })).error?.code).toBe("conflict");
    expect((await change("shop-en", { version: 1, ...colour })).body).toMatchObject({ ...shop, ...colour, version: 2 });
    await change("shop-en", { version: 2, enabled: false });
    expect(await inbox("shop-en")).toMatchObject({ enabled: false, version: 3, ...colour });
    // The first one has been there from the start.
    expect((await change("web", { version: 0, name: "Main" })).body).toMatchObject({ name: "Main", version: 1 });
    const { body } = await owner.ask("GET /inboxes");
    expect(body).toMatchObject({ channels: ["web"], inboxes: [{ id: "shop-en" }, { id: "web", name: "Main" }] });
    const asked = { visitorId: "v1", channel: "web", inboxId: "shop-en", locale: "en" as const };
    await expect(dialog.open(asked)).rejects.toMatchObject({ code: "forbidden" });
    expect((await trail()).filter((entry) => entry.includes("nbox"))).toEqual([
      "changeInbox web",
      "changeInbox shop-en",
      "changeInbox shop-en",
      "makeInbox shop-en",
    ]);
  });

  test("[H14] what the bot of an inbox would say is told who sees it only", async () => {
    const { owner, memberBrowser, users } = await open();
    await owner.ask("POST /inboxes", shop);
    const agent = await memberBrowser("agent");
    const id = (await users.team({})).find(({ role }) => role === "agent")?.id;
    expect((await owner.ask(`PATCH /team/${id}`, { inboxes: ["web"] })).status).toBe(200);
    const ask = (inbox: string) => agent.ask("POST /try", { text: "talk to a human", inbox });
    expect((await ask("shop-en")).error).toMatchObject({ code: "forbidden", details: { reason: "inbox" } });
    expect((await ask("web")).body).toMatchObject({ decision: "escalate" });
  });

  test("[L8] of two who change the same version one is told that it changed", async () => {
    const { owner, change } = await open();
    await owner.ask("POST /inboxes", shop);
    const both = await Promise.all(["A", "B"].map((name) => change("shop-en", { version: 1, name })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test("have secrets that are written and never read", async () => {
    const { owner, change, dialog } = await open();
    await owner.ask("POST /inboxes", { ...shop, secrets: { token: "s3cret", key: "k3y" } });
    await change("shop-en", { version: 1, secrets: { key: "", more: "m0re" } });
    for (const path of ["", "/shop-en", "/shop-en/history"]) {
      expect((await owner.ask(`GET /inboxes${path}`)).text).not.toMatch(/s3cret|k3y|m0re/);
    }
    expect((await owner.ask("GET /inboxes/shop-en")).body).toMatchObject({ secrets: ["more", "token"] });
    expect(await dialog.inboxSecrets({ inboxId: "shop-en" })).toEqual({ token: "s3cret", more: "m0re" });
  });

  test("[L8] keep what they were: who changed it, when, what was there, and bring it back", async () => {
    const { owner, change, inbox, users } = await open();
    const me = (await users.team({}))[0]?.id;
    await change("web", { version: 0, settings: { color: "#111111", title: { en: "One" } } });
    await change("web", { version: 1, settings: { color: "#222222" }, secrets: { token: "s3cret" } });
    const history = (await owner.ask("GET /inboxes/web/history")).body as PastVersion[];
    expect(history).toEqual([
      {
        version: 1,
        by: me,
        at: expect.any(Number) as number,
        value: { name: "Web", enabled: true, settings: { color: "#111111", title: { en: "One" } } },
      },
      { version: 0, value: { name: "Web", enabled: true, settings: {} } },
    ]);
    const restored = await owner.ask("POST /inboxes/web/restore", { version: 2, to: 1 });
    expect(restored.body).toMatchObject({ version: 3, settings: { color: "#111111" }, secrets: ["token"] });
    expect((await owner.ask("POST /inboxes/web/restore", { version: 2, to: 0 })).error?.code).toBe("conflict");
    expect((await owner.ask("POST /inboxes/web/restore", { version: 3, to: 9 })).error?.code).toBe("notFound");
    expect(await inbox("web")).toMatchObject({ version: 3 });
  });

  test("keep sites as browsers name them", async () => {
    const { change } = await open();
    const allowedOrigins = ["https://Shop.example/", "https://*.Example.com", "*"];
    const { body } = await change("web", { version: 0, settings: { allowedOrigins } });
    expect(body).toMatchObject({
      settings: { allowedOrigins: ["https://shop.example", "https://*.example.com", "*"] },
    });
  });
});

const CHOICE = { field: "attributes.topic", kind: "choice", label: { en: "Topic" } };
const week = Array.from({ length: 7 }, () => [{ from: 540, to: 1080 }]);

const OUT_OF_BOUNDS: [field: string, settings: unknown][] = [
  ["color", { color: "red" }],
  ["color", { color: 7 }],
  ["theme", { theme: "pink" }],
  ["title.en", { title: { en: "x".repeat(61) } }],
  ["title.en", { title: { en: 1 } }],
  ["title.klingon!", { title: { "klingon!": "x" } }],
  ["title", { title: ["x"] }],
  ["greeting.zh-CN", { greeting: { "zh-CN": "您".repeat(301) } }],
  ["starters.en", { starters: { en: Array.from({ length: 9 }, () => "x") } }],
  ["starters.en", { starters: { en: "x" } }],
  ["texts.en.9x", { texts: { en: { "9x": "x" } } }],
  ["launcher.side", { launcher: { side: "top" } }],
  ["launcher.hidden", { launcher: { hidden: "yes" } }],
  ["allowedOrigins.1", { allowedOrigins: ["https://a.example", "shop.example"] }],
  ["allowedOrigins.0", { allowedOrigins: ["https://a.example/path"] }],
  ["allowedOrigins.0", { allowedOrigins: [7] }],
  ["languages.0", { languages: ["English"] }],
  ...["en-12", "zh-CN-12", "en-US-US", "en-GB-oed"].map((tag): [string, object] => [
    `title.${tag}`,
    { title: { [tag]: "x" } },
  ]),
  ["identity", { identity: "maybe" }],
  ["asks.fields.0.field", { asks: { fields: [{ field: "age" }] } }],
  ["asks.fields.0.field", { asks: { fields: [{ field: "attributes.$where", label: { en: "Where" } }] } }],
  ["asks.fields.0.field", { asks: { fields: [{ field: "attributes.a.b", label: { en: "Where" } }] } }],
  ["asks.fields.0.required", { asks: { fields: [{ field: "name", required: "yes" }] } }],
  ["asks.fields.0.label", { asks: { fields: [{ field: "attributes.topic" }] } }],
  ["asks.fields.0.label", { asks: { fields: [{ field: "attributes.topic", label: { en: "" } }] } }],
  ["asks.fields.0.kind", { asks: { fields: [{ field: "attributes.at", label: { en: "When" }, kind: "date" }] } }],
  ["asks.fields.0.choices", { asks: { fields: [{ field: "attributes.at", label: { en: "When" }, kind: "choice" }] } }],
  ["asks.fields.0.choices", { asks: { fields: [{ ...CHOICE, choices: { en: ["a", "b"], "zh-CN": ["甲"] } }] } }],
  ["asks.fields.0.choices.en.1", { asks: { fields: [{ ...CHOICE, choices: { en: ["a", " "] } }] } }],
  ["asks.fields", { asks: { fields: [{ field: "name" }, { field: "name", required: true }] } }],
  ["asks.fields", { asks: { fields: Array.from({ length: 7 }, () => ({ field: "name" })) } }],
  ["asks.consent.text", { asks: { consent: { text: { en: " " } } } }],
  ["asks.consent.text.en", { asks: { consent: { text: { en: "x".repeat(1001) } } } }],
  ["hours.zone", { hours: { zone: "Moon", week } }],
  ["hours.week", { hours: { zone: "UTC", week: [] } }],
  ["hours.week.0.0", { hours: { zone: "UTC", week: week.with(0, [{ from: 600, to: 540 }]) } }],
  ["hours.week.0.0.to", { hours: { zone: "UTC", week: week.with(0, [{ from: 600, to: 1441 }]) } }],
  ["hours.dates.0.date", { hours: { zone: "UTC", week, dates: [{ date: "1 Oct", spans: [] }] } }],
];

test("a field of an inbox out of its bounds is refused by name, in both languages", async () => {
  const { change, owner, inbox } = await open();
  const fieldsIn = async (language: string, settings: unknown) => {
    const { error } = await owner.ask("PATCH /inboxes/web", { version: 0, settings }, { "accept-language": language });
    expect(error?.code, JSON.stringify(settings)).toBe("invalid");
    return (error?.details?.["fields"] ?? {}) as Record<string, string[]>;
  };
  for (const [field, settings] of OUT_OF_BOUNDS) {
    const english = (await fieldsIn("en", settings))[`settings.${field}`];
    const chinese = (await fieldsIn("zh", settings))[`settings.${field}`];
    expect(english?.[0], field).toMatch(/^(must|at most|is) /);
    expect(chinese?.[0], field).toMatch(/\p{Script=Han}/u);
  }
  expect(await inbox("web")).toMatchObject({ version: 0, settings: {} });
  expect((await change("web", { version: 0, settings: {} })).status).toBe(200);
});

test("an inbox with words in what is no language, which a version before took, is shown without them and can be saved", async () => {
  const { change, dialog, inbox } = await open();
  const settings = { color: "#b3261e", title: { "en-12": "Odd", de: "Laden" } };
  await dialog.putInbox({ id: "web", channel: "web", name: "Web", enabled: true, settings });
  const shown = await inbox("web");
  expect(shown).toMatchObject({ settings: { color: "#b3261e", title: { de: "Laden" } } });
  expect((await change("web", { version: shown.version, settings: shown.settings })).status).toBe(200);
});
