import { expect, test } from "vitest";
import { createReading } from "./reading.ts";

const named = (...ids: string[]) => ids.map((externalId) => ({ externalId, state: "read" }));

test("what was sent after they read is not read, until they read once more", () => {
  const reading = createReading();
  reading.sent("ann", "one", 1_000);
  reading.sent("ann", "two", 2_000);
  expect(reading.by("ann", 1_500)).toEqual(named("one"));
  expect(reading.by("ann", 1_500)).toEqual([]);
  expect(reading.by("ann", 2_000)).toEqual(named("two"));
});

test("who does not say until when has read all", () => {
  const reading = createReading();
  reading.sent("ann", "one", 1_000);
  expect(reading.by("bob")).toEqual([]);
  expect(reading.by("ann")).toEqual(named("one"));
});
