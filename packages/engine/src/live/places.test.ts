import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { databaseOf } from "./database.test.kit.ts";
import { openPlaces } from "./places.ts";

async function open(content: Buffer | string) {
  const folder = await mkdtemp(join(tmpdir(), "parley-places-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "places.mmdb");
  await writeFile(path, content);
  return openPlaces(path);
}

test("[O2] the operator's database says where a network is, and nothing of one that it does not know", async () => {
  const placeOf = await open(
    databaseOf("203.0.113.0", 24, {
      country: { iso_code: "DE" },
      city: { names: { en: "Munich", "zh-CN": "慕尼黑" } },
    }),
  );
  expect(placeOf("203.0.113.0")).toEqual({ country: "DE", city: { en: "Munich", "zh-CN": "慕尼黑" } });
  expect(placeOf("198.51.100.0")).toBeUndefined();
  expect(placeOf("2001:db8:1::")).toBeUndefined();
  expect(placeOf(undefined)).toBeUndefined();
});

test("without a database nothing is known, and one that cannot be read is said before the engine starts", async () => {
  expect(openPlaces(undefined)("203.0.113.0")).toBeUndefined();
  await expect(open("no database")).rejects.toThrow("LIVE_PLACES");
  expect(() => openPlaces("/nowhere.mmdb")).toThrow("LIVE_PLACES");
});
