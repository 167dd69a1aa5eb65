import { expect, test } from "vitest";
import { sharedMemory } from "../passive/memory.test.kit.ts";
import { createTokens } from "./tokens.ts";

const MINUTE = 60_000;

/** A platform whose new token ends the one before, and nodes that share a memory. Their clocks may be wrong. */
function open(skews: number[]) {
  const clock = { now: 0 };
  const memory = sharedMemory(() => clock.now);
  const platform = { current: 1, forced: 0, asked: 0, away: false };
  const ask = (isNew: boolean) => {
    platform.asked += 1;
    if (platform.away) return Promise.reject(new Error("It is away."));
    if (isNew) {
      platform.forced += 1;
      platform.current += 1;
    }
    return Promise.resolve({ token: `T${platform.current}`, seconds: 7_200 });
  };
  const nodes = skews.map((skew) => createTokens({ account: "a", memory, now: () => clock.now + skew, ask }));
  return { clock, memory, platform, nodes };
}
const patience = () => AbortSignal.timeout(20_000);

test("a token that was refused is renewed by one node, however wrong their clocks are", async () => {
  const { nodes, platform } = open([0, MINUTE, -MINUTE, 90 * MINUTE]);
  const [first] = nodes;
  expect(await first?.(patience())).toBe("T1");
  const tokens = await Promise.all(nodes.map((node) => node(patience(), "T1")));
  expect(tokens).toEqual(["T2", "T2", "T2", "T2"]);
  expect(platform.forced).toBe(1);
});

test("who takes too long to renew it loses the turn, as the one who waits counts it", async () => {
  const { nodes, platform, clock, memory } = open([0]);
  await memory.set("token/a", JSON.stringify({ renewing: "a node that ended" }), 0);
  const waiting = nodes[0]?.(patience());
  // The first look begins the wait, whatever any clock says.
  await expect.poll(() => (clock.now += 5_000) > 40_000).toBe(true);
  expect(await waiting).toBe("T1");
  expect(platform.asked).toBe(1);
});

test("a token that cannot be renewed is used for as long as it is good, and then is asked for with pauses", async () => {
  const { nodes, platform, clock } = open([0]);
  const [node] = nodes;
  expect(await node?.(patience())).toBe("T1");
  clock.now = 5_800_000;
  platform.away = true;
  expect([await node?.(patience()), await node?.(patience())]).toEqual(["T1", "T1"]);
  expect(platform.asked).toBe(2);
  clock.now = 7_300_000;
  await expect(node?.(patience())).rejects.toThrow("away");
  await expect(node?.(patience())).rejects.toThrow("away");
  expect(platform.asked).toBe(3);
  platform.away = false;
  clock.now += 3_000;
  expect(await node?.(patience())).toBe("T1");
});
