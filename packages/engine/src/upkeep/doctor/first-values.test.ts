import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../store/open.ts";
import { migrate } from "../migrate.ts";
import { examineContent } from "./content.ts";

test("the doctor tells which names of the environment are not read any more, once there are settings", async () => {
  const where = await mkdtemp(join(tmpdir(), "first-values-"));
  onTestFinished(() => rm(where, { recursive: true }));
  const says = async (...names: string[]) =>
    (await examineContent(where, names)).filter(({ what }) => what === "Settings").map((finding) => finding.says);
  const fill = async (_id: string) => {
    const store = await openStore(where);
    await migrate(store);
    await store.collection("settings").insert({ _id });
    await store.close();
  };
  await fill("something");
  expect(await says("TEAM_HOURS")).toEqual([]);
  await fill("workspace");
  expect(await says("TEAM_HOURS", "IDLE_HOURS")).toEqual([
    "TEAM_HOURS, IDLE_HOURS are not read any more: these settings are in the store",
  ]);
  expect(await says()).toEqual([]);
});
