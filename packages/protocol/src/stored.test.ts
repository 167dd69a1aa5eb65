import { expect, test } from "vitest";
import { readStored } from "./stored.ts";
import { WebSettings } from "./looks.ts";
import { BotSettings, WorkspaceSettings } from "./settings.ts";

const topic = { field: "attributes.topic", label: { en: "Topic" } };
const workspace = {
  name: "Shop",
  languages: ["en"],
  retentionDays: 0,
  capacity: 0,
  waitingMinutes: 0,
  replyMinutes: 0,
  idleHours: 0,
};

test.each([
  ["all is right", WebSettings, { color: "#b3261e", title: { en: "A" } }, { color: "#b3261e", title: { en: "A" } }],
  [
    "a language is none",
    WebSettings,
    { title: { "en-12": "A", de: "B" }, color: "#fff" },
    { title: { de: "B" }, color: "#fff" },
  ],
  ["several are none", WebSettings, { languages: ["en-12", "de", "en-US-US"] }, { languages: ["de"] }],
  ["a value is none", WebSettings, { color: "red", theme: "dark" }, { theme: "dark" }],
  [
    "what is left cannot be asked",
    WebSettings,
    { asks: { fields: [{ ...topic, label: { "en-12": "Topic" } }, { field: "name" }] } },
    { asks: { fields: [{ field: "name" }] } },
  ],
  [
    "the bot is called in one",
    BotSettings,
    { whileWaiting: true, name: { "en-12": "Pat" } },
    { whileWaiting: true, name: {} },
  ],
  [
    "a setting has to be there",
    WorkspaceSettings,
    { ...workspace, languages: ["en-12"], capacity: 7 },
    { ...workspace, capacity: 7 },
  ],
  ["it is no object", WebSettings, "red", undefined],
])("what was stored and is refused today is left out, and the rest holds: %s", (_case, schema, stored, read) => {
  expect(readStored(schema, stored, schema === WorkspaceSettings ? workspace : {})).toEqual(read);
});

test("what cannot be read without something that has to be there is not read", () => {
  expect(readStored(WorkspaceSettings, { name: "Shop" })).toBeUndefined();
});
