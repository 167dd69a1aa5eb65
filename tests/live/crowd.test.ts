import { afterAll, expect, test } from "vitest";
import { startMany } from "../inboxes/many.ts";
import { openPage, showWho } from "./pages.ts";

const many = await startMany(["shop"]);
afterAll(() => many.stop());

test("[O5] one address cannot fill the room for all, and who is there already is heard as before", async () => {
  await showWho(many, "shop");
  const first = openPage(many.url, "shop");
  const statuses = new Set<number>();
  const come = async (page = openPage(many.url, "shop")) =>
    (await page.post("", { key: page.key, page: { url: "https://shop.example/" }, locale: "en" })).status;
  await come(first);
  for (let count = 0; count < 500 && !statuses.has(429); count += 1) statuses.add(await come());
  expect(statuses).toEqual(new Set([200, 429]));
  expect(await come(first)).toBe(200);
});
