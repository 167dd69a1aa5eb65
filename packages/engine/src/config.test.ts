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

test("services that run apart need a secret", () => {
  expect(() => readConfig({ NLU_URL: "http://nlu:8081" })).toThrow("SECRET");
  expect(readConfig({ NLU_URL: "http://nlu:8081", SECRET: "s".repeat(32) }).remote).toEqual({ nlu: "http://nlu:8081" });
});
