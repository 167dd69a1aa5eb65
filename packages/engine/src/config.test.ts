import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("without anything set the engine runs on port 8080 with its data in ./data", () => {
  expect(readConfig({})).toMatchObject({ port: 8080, store: "./data", publicUrl: "http://localhost:8080", remote: {} });
});

test("STORE wins over DATA_DIR, and an empty variable counts as not set", () => {
  expect(readConfig({ DATA_DIR: "/a", STORE: "mongodb://db/parley" }).store).toBe("mongodb://db/parley");
  expect(readConfig({ DATA_DIR: "/a", STORE: "" }).store).toBe("/a");
});

test("every problem is named at once", () => {
  const wrong = {
    PORT: "many",
    SECRET: "short",
    LOG_LEVEL: "loud",
    NLU_URL: "over there",
    PARLEY_NLU_RUNTIME: "abacus",
  };
  for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(name);
});

test("what time brings is set in minutes, hours and days; 0 is never", () => {
  expect(readConfig({}).times).toEqual({ agentWithin: 300_000, replyWithin: 600_000, closeAfter: 86_400_000 });
  const given = { WAITING_MINUTES: "0", REPLY_MINUTES: "1", IDLE_HOURS: "0", RETENTION_DAYS: "30" };
  expect(readConfig(given).times).toEqual({ replyWithin: 60_000, keepFor: 30 * 86_400_000 });
  expect(() => readConfig({ RETENTION_DAYS: "-1", IDLE_HOURS: "soon" })).toThrow(
    /RETENTION_DAYS[^]*IDLE_HOURS|IDLE_HOURS[^]*RETENTION_DAYS/,
  );
});

test("services that run apart need a secret", () => {
  expect(() => readConfig({ NLU_URL: "http://nlu:8081" })).toThrow("SECRET");
  expect(readConfig({ NLU_URL: "http://nlu:8081", SECRET: "s".repeat(32) }).remote).toEqual({ nlu: "http://nlu:8081" });
});
