import { expect, test } from "vitest";
import { memoryOfNobody } from "../shared/memory.test.kit.ts";
import { createPlace } from "./place.ts";

const first = { uidValidity: "1", uidNext: 41 };

test("a mailbox is read from what comes after the set-up", async () => {
  const place = createPlace(memoryOfNobody());
  expect(await place.read(first)).toMatchObject({ uidValidity: "1", last: 40, held: [] });
});

test("another node goes on where it was", async () => {
  const memory = memoryOfNobody();
  const begun = await createPlace(memory).read(first);
  await createPlace(memory).note({ ...begun, last: 44, held: [43] });
  expect(await createPlace(memory).read({ uidValidity: "1", uidNext: 50 })).toMatchObject({ last: 44, held: [43] });
});

test("one that the server made anew is read from its beginning, but for what was there before the set-up", async () => {
  const place = createPlace(memoryOfNobody());
  const { since } = await place.read(first);
  const anew = await place.read({ uidValidity: "2", uidNext: 10 });
  expect(anew).toEqual({ uidValidity: "2", last: 0, held: [], since, again: true });
  // And no more than once.
  await place.note({ ...anew, last: 9 });
  expect(await place.read({ uidValidity: "2", uidNext: 12 })).toMatchObject({ last: 9, since });
});

test("of two nodes that note at once one is first, and the other hears of it", async () => {
  const memory = memoryOfNobody();
  const begun = await createPlace(memory).read(first);
  const both = [41, 42].map((last) => createPlace(memory).note({ ...begun, last }));
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("too many mails that wait are not forgotten: it says so instead", async () => {
  const place = createPlace(memoryOfNobody());
  const begun = await place.read(first);
  const held = Array.from({ length: 501 }, (_, index) => index);
  await expect(place.note({ ...begun, held })).rejects.toThrow("Too many mails");
});
