import { expect, onTestFinished, test } from "vitest";
import type { Outgoing } from "../../../spine/port.ts";
import { memoryOfNobody } from "../../shared/memory.test.kit.ts";
import { createGraph } from "../graph.ts";
import { openMeta, SECRETS } from "../peer.test.kit.ts";
import { send } from "./sending.ts";

test("what an agent says a day later goes on as an agent's, and no part of it comes twice", async () => {
  const meta = await openMeta("messenger");
  onTestFinished(() => meta.close());
  meta.will("well", "blocks", "well", "blocks", "well");
  const { token, appSecret } = SECRETS;
  const graph = createGraph(
    { fetch: (url, init) => fetch(url, init) },
    { root: `${meta.api}/v23.0`, token, appSecret },
  );
  const parts = ["one", "two", "three"].map((text) => ({ text }));
  const message = { to: "7", key: "a/1", attempts: 1, parts, event: { author: { kind: "agent" } } };
  const sender = { graph, memory: memoryOfNobody(), humanAgent: true };
  const result = await send(sender, message as unknown as Outgoing, AbortSignal.timeout(60_000));
  expect(result.is).toBe("sent");
  expect(meta.shown("7").map(({ text }) => text)).toEqual(["one", "two", "three"]);
});
