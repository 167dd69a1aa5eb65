import { newId } from "@parley/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { closePlaces, places } from "../../../upkeep/upkeep.test.kit.ts";
import { createListing } from "./listing.ts";
import { REVIEWS, type StoredReview } from "./stored.ts";

afterAll(closePlaces);

const SUE = { id: "sue", name: "Sue" };

function review(at: number, more: Partial<StoredReview> = {}): StoredReview {
  const agent = more.agent ?? { id: "amy", name: "Amy" };
  const conversationId = newId();
  const place = { item: `${conversationId}/1/${agent.id}`, conversationId, episode: 1, inboxId: "web" };
  const judged = { reviewer: SUE, at, sections: [], answers: {}, comment: "", score: 1, failed: false };
  const state = { appealed: false, calibration: false, steps: [], words: {} };
  return { _id: newId(), ...place, agent, agentId: agent.id, ...judged, ...state, ...more };
}

describe.each(places)("reviews on $name", ({ open }) => {
  async function begin(stored: readonly StoredReview[]) {
    const reviews = REVIEWS.open(await open());
    await reviews.insertMany(stored);
    const listing = createListing(reviews);
    const times = async (asked: Omit<Parameters<typeof listing.list>[0], "by">, by = SUE) =>
      (await listing.list({ by, ...asked })).map(({ at }) => at);
    return { reviews, listing, times };
  }

  test("are told page by page, the newest first, each once, also where several are of one moment", async () => {
    const all = [1, 2, 2, 2, 2, 3, 4].map((at) => review(at));
    const { listing } = await begin(all);
    const told: StoredReview[] = [];
    let before: string | undefined;
    for (;;) {
      const page = await listing.list({ by: SUE, limit: 2, ...(before && { before }) });
      told.push(...page);
      before = page.at(-1)?._id;
      if (page.length < 2) break;
    }
    expect(told.map(({ at }) => at)).toEqual([4, 3, 2, 2, 2, 2, 1]);
    expect(new Set(told.map(({ _id }) => _id)).size).toBe(all.length);
    await expect(listing.list({ by: SUE, before: "nobody's" })).rejects.toMatchObject({ code: "notFound" });
  });

  test("are found by whose they are, their inbox, and whether the agent waits, however many newer ones there are", async () => {
    const bea = { id: "bea", name: "Bea" };
    const newer = Array.from({ length: 20 }, (_, at) => review(100 + at, { inboxId: "mail" }));
    const { times } = await begin([
      ...newer,
      review(1, { agent: bea }),
      review(2, { agent: bea, inboxId: "mail" }),
      review(3, { appealed: true }),
    ]);
    expect(await times({ agentId: "bea", limit: 5 })).toEqual([2, 1]);
    expect(await times({ agentId: "bea", inboxIds: ["web"], limit: 5 })).toEqual([1]);
    expect(await times({ inboxIds: ["web"], limit: 5 })).toEqual([3, 1]);
    expect(await times({ inboxIds: ["web"], limit: 5 }, bea)).toEqual([3, 2, 1]);
    expect(await times({ inboxIds: ["web"], agentId: "bea", limit: 5 }, bea)).toEqual([2, 1]);
    expect(await times({ appealed: true, limit: 5 })).toEqual([3]);
    expect(await times({ inboxIds: [], limit: 5 })).toEqual([]);
  });

  test("of versions before, which do not say by a field whose they are, are found too", async () => {
    const { agentId: _unsaid, ...old } = review(7);
    const { reviews, times } = await begin([old, review(8)]);
    expect(await times({ agentId: "amy" })).toEqual([8, 7]);
    expect(await reviews.count({ agentId: { $exists: false } })).toBe(0);
  });

  test("[E6] of two who calibrate are told once both have judged, and a page is filled with others until then", async () => {
    const half = review(5, { calibration: true, reviewer: { id: "tim", name: "Tim" } });
    const { reviews, times } = await begin([review(3), review(4), half, review(6)]);
    expect(await times({ limit: 2 })).toEqual([6, 4]);
    expect(await times({ limit: 2 }, { id: "tim", name: "Tim" })).toEqual([6, 5]);
    await reviews.insert({ ...half, _id: newId(), at: 9, reviewer: SUE });
    expect(await times({ limit: 3 })).toEqual([9, 6, 5]);
  });
});
