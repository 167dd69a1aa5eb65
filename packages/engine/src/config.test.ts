import { expect, test } from "vitest";
import { firstSettings, firstValuesIn, readConfig } from "./config.ts";

test("without anything set the engine runs on port 8080 with its data in ./data", () => {
  expect(readConfig({})).toMatchObject({ port: 8080, store: "./data", publicUrl: undefined, remote: {} });
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
    PARLEY_NLU_VECTORS: "some",
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

test("a secret that is long and can be guessed is refused", () => {
  for (const SECRET of ["a".repeat(32), "secret".repeat(8), "0101".repeat(10)]) {
    expect(() => readConfig({ SECRET })).toThrow(/SECRET can be guessed/);
  }
});

test("services that run apart need a secret", () => {
  expect(() => readConfig({ NLU_URL: "http://nlu:8081" })).toThrow("SECRET");
  const SECRET = "0123456789abcdef".repeat(2);
  expect(readConfig({ NLU_URL: "http://nlu:8081", SECRET }).remote).toEqual({ nlu: "http://nlu:8081" });
});

test.each([
  ["ALLOWED_ORIGINS", "shop.example.com"],
  ["ALLOWED_ORIGINS", "https://a.example, *.example.com"],
  ["ALLOWED_ORIGINS", "https://shop.example.com/shop"],
  ["PUBLIC_URL", "help.example.com"],
  ["PUBLIC_URL", "ftp://help.example.com"],
  ["PUBLIC_URL", "https://help.example.com/?x=1"],
  ["PUBLIC_URL", "https:/help.example.com"],
  ["TRUST_PROXY", "ture"],
  ["TRUST_PROXY", "10.0.0.0/99"],
  ["TRUST_PROXY", "-1"],
  ["STORE", "postgres://db/parley"],
  ["STORE", "https://db"],
  ["DATA_DIR", "mysql://x"],
  ["REDIS_URL", "http://redis:6379"],
  ["HOST", "http://0.0.0.0"],
  ["HOST", "0.0.0.0:8080"],
  ["METRICS_TOKEN", "two words"],
  ["METRICS_TOKEN", "口令"],
  ["DEMO", "maybe"],
  ["NLU_URL", "nlu:8081"],
])("%s=%s can never work, and the start says so and what was given", (name, value) => {
  expect(() => readConfig({ [name]: value, SECRET: "0123456789abcdef".repeat(3) })).toThrow(
    new RegExp(`\\n  ${name} `),
  );
});

test("what is meant by a setting is taken, however it is written", () => {
  expect(readConfig({ ALLOWED_ORIGINS: "https://Shop.example/ , https://*.shop.example," }).allowedOrigins).toEqual([
    "https://shop.example",
    "https://*.shop.example",
  ]);
  expect(readConfig({ PUBLIC_URL: "https://help.example/chat//" }).publicUrl).toBe("https://help.example/chat");
  const trusted = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).trustProxy;
  expect(["true", "yes", "1", "2", "no", "0", ""].map(trusted)).toEqual([1, 1, 1, 2, 0, 0, 0]);
  expect(trusted("loopback, 10.0.0.0/8")).toEqual(["loopback", "10.0.0.0/8"]);
  expect(readConfig({ DEMO: "0" }).demo).toBe(false);
  expect(readConfig({ HOST: "[::1]" }).host).toBe("::1");
});

test("what the environment says of settings that are kept in the store is what these begin with", () => {
  const env = {
    TEAM_HOURS: "mo 09:00-10:00",
    TEAM_ZONE: "Asia/Shanghai",
    AGENT_CAPACITY: "4",
    WAITING_MINUTES: "0",
    IDLE_HOURS: "2",
    RETENTION_DAYS: "30",
    BOT_WHILE_WAITING: "0",
    ALLOWED_ORIGINS: "https://shop.example",
  };
  expect(firstSettings(readConfig(env))).toEqual({
    allowedOrigins: ["https://shop.example"],
    workspace: {
      hours: { zone: "Asia/Shanghai", week: [[], [{ from: 540, to: 600 }], [], [], [], [], []] },
      capacity: 4,
      waitingMinutes: 0,
      replyMinutes: 10,
      idleHours: 2,
      retentionDays: 30,
    },
    bot: { whileWaiting: false },
  });
  expect(firstValuesIn({ ...env, PORT: "1" })).toHaveLength(8);
});
