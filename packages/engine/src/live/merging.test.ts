import { expect, test } from "vitest";
import type { OnSiteEntry } from "../spine/on-site.ts";
import { isAround, isThere, merged } from "./merging.ts";

const NOW = 1_700_000_000_000;
const entry = (more: Partial<OnSiteEntry>): OnSiteEntry => ({
  id: "one",
  inboxId: "shop",
  page: { url: "https://shop.example/" },
  locale: "en",
  visits: 1,
  since: NOW,
  at: NOW,
  until: NOW + 150_000,
  ...more,
});

test("[O6] who goes to the next page is not there for a moment, and has not left", () => {
  const [one] = merged([entry({}), entry({ at: NOW + 1, gone: true })]);
  if (!one) throw new Error("There is nobody.");
  expect([isThere(one), isAround(one, NOW + 5_000), isAround(one, NOW + 15_000)]).toEqual([false, true, false]);
});
