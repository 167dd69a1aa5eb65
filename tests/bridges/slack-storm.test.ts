import { expect, onTestFinished, test } from "vitest";
import { openSlack } from "../../packages/engine/src/agents/bridges/slack/peer.test.kit.ts";
import { storm } from "./storm.ts";
import { bridgeWorld } from "./world.ts";

test(
  "200 faults of five seeds between Slack and us: nothing is lost, doubled or out of place",
  { timeout: 600_000 },
  async () => {
    const peer = await openSlack();
    const world = await bridgeWorld("slack", peer);
    onTestFinished(async () => {
      await world.close();
      peer.close();
    });
    expect(await storm({ peer, world, ordered: true })).toBeGreaterThanOrEqual(200);
  },
);
