import { type Availability, ChatError, type Visitor } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Dialog } from "../services/dialog/contract.ts";
import { createRound } from "./routing.ts";

const visitorAt = (at: number) => `visitor ${at}`;

test("[H15] a VIP is one however many wait before them", async () => {
  const asked: number[] = [];
  const vips: string[][] = [];
  const dialog = {
    overdueRouting: async () => [],
    routable: async () => ({
      wanted: true,
      vip: { attribute: "plan", values: ["gold"] },
      visitors: Array.from({ length: 1_201 }, (_, at) => ({ conversationId: `${at}`, visitorId: visitorAt(at) })),
    }),
    route: async (asked: { vips: string[] }) => (vips.push(asked.vips), []),
  } as unknown as Dialog;
  const gold = { proven: ["attributes.plan"], profile: { attributes: { plan: "gold" } } };
  const users = {
    visitors: async ({ ids }: { ids: string[] }) => {
      asked.push(ids.length);
      return ids.map((id) => (id === visitorAt(1_200) ? { id, ...gold } : { id, profile: {} }) as unknown as Visitor);
    },
  };
  await createRound({ services: { dialog, users }, present: async () => [], show: () => undefined })();
  expect(asked).toEqual([500, 500, 201]);
  expect(vips).toEqual([["1200"]]);
});

test("where the dialog service is of a version before, a round does nothing, and fails for no other reason", async () => {
  const round = (code: "notFound" | "unavailable") => {
    const overdueRouting = () => Promise.reject(new ChatError(code, "Not now."));
    const dialog = { overdueRouting } as unknown as Dialog;
    const users = { visitors: async () => [] };
    return createRound({ services: { dialog, users }, present: async () => [], show: () => undefined })();
  };
  await round("notFound");
  await expect(round("unavailable")).rejects.toMatchObject({ code: "unavailable" });
});

test("[H16] who is away is gone at once, who lost their connection after a while, and nobody who is back", async () => {
  const told: string[][] = [];
  const dialog = {
    overdueRouting: async ({ gone }: { gone: string[] }) => (told.push(gone), []),
    routable: async () => ({ wanted: false }),
  } as unknown as Dialog;
  const clock = { at: 0 };
  const team = new Map<string, Availability>([
    ["ann", "available"],
    ["bob", "available"],
  ]);
  const round = createRound({
    services: { dialog, users: { visitors: async () => [] } },
    present: async () =>
      [...team].map(([id, availability]) => ({ agent: { id, name: id }, availability, conversations: 0 })),
    show: () => undefined,
    now: () => clock.at,
  });
  const after = async (seconds: number) => {
    clock.at += seconds * 1_000;
    await round();
    return told.at(-1);
  };
  expect(await after(0)).toEqual([]);
  team.set("bob", "away");
  expect(await after(1)).toEqual(["bob"]);
  team.delete("ann");
  expect(await after(10)).toEqual(["bob"]);
  expect(await after(10)).toEqual(["ann", "bob"]);
  team.set("ann", "available").set("bob", "available");
  expect(await after(1)).toEqual([]);
  team.clear();
  expect(await after(59)).toEqual(["ann", "bob"]);
  // Nothing has been offered to them for long.
  expect(await after(1)).toEqual([]);
});
