import { expect, onTestFinished, test } from "vitest";
import { openFeishu } from "../../packages/engine/src/agents/bridges/feishu/peer.test.kit.ts";
import type { Peer } from "../../packages/engine/src/agents/bridges/peer.test.kit.ts";
import { openWecomApp } from "../../packages/engine/src/agents/bridges/wecom/peer.test.kit.ts";
import { storm } from "./storm.ts";
import { bridgeWorld } from "./world.ts";

test.each<[type: string, open: () => Promise<Peer>, ordered: boolean]>([
  ["feishu", openFeishu, true],
  ["wecom", openWecomApp, false],
])(
  "faults of five seeds between %s and us: nothing is lost, doubled or out of place",
  { timeout: 600_000 },
  async (type, open, ordered) => {
    const peer = await open();
    const world = await bridgeWorld(type, peer);
    onTestFinished(async () => {
      await world.close();
      peer.close();
    });
    const faults = await storm({ peer, world, ordered });
    expect(faults).toBeGreaterThanOrEqual(200);
  },
);
