import { openStorage } from "@parley/client";
import { afterEach, expect, test } from "vitest";
import { createSeen } from "./seen.ts";

afterEach(() => localStorage.clear());

test("how far one has read only grows, and outlives a reload", () => {
  const seen = createSeen(openStorage(), "ann");
  seen.read("c1", 5);
  seen.read("c1", 3);
  expect(createSeen(openStorage(), "ann").upTo.value).toEqual({ c1: 5 });
});

test("people on one browser are kept apart", () => {
  createSeen(openStorage(), "ann").read("c1", 5);
  expect(createSeen(openStorage(), "bob").upTo.value).toEqual({});
});

test("what is stored and broken is forgotten", () => {
  localStorage.setItem("parley.seen.ann", "{");
  expect(createSeen(openStorage(), "ann").upTo.value).toEqual({});
});

test("what was read in another window is read, and what was only read here stays so", () => {
  const [seen, other] = [createSeen(openStorage(), "ann"), createSeen(openStorage(), "ann")];
  other.read("c1", 5);
  seen.hear({ key: "parley.seen.bob" });
  expect(seen.upTo.value).toEqual({});
  seen.hear({ key: "parley.seen.ann" });
  expect(seen.upTo.value).toEqual({ c1: 5 });
});
