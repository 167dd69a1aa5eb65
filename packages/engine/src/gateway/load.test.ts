import type { Reply } from "@parley/protocol";
import { expect, test } from "vitest";
import { createLoad } from "./load.ts";
import { guard, type Packet } from "./wire.ts";

/** A connection whose requests stay unanswered until the test answers them. */
function connection(load: ReturnType<typeof createLoad>) {
  const begun: (() => void)[] = [];
  const replies: Reply<unknown>[] = [];
  let receive: (packet: Packet, next: () => void) => void = () => {};
  guard({ use: (check) => (receive = check) }, [load.begin]);
  return {
    begun,
    replies,
    ask() {
      const packet: Packet = ["send", {}, (reply: Reply<unknown>) => replies.push(reply)];
      receive(packet, () =>
        begun.push(() => (packet.at(-1) as (reply: Reply<unknown>) => void)({ ok: true, value: {} })),
      );
    },
  };
}

test("R2: what comes beyond the most at once is answered with overloaded and when to come again", () => {
  const load = createLoad(2);
  const { ask, begun, replies } = connection(load);
  ask();
  ask();
  ask();
  expect(begun).toHaveLength(2);
  expect(replies).toEqual([
    { ok: false, error: expect.objectContaining({ code: "overloaded", retryAfter: expect.any(Number) }) },
  ]);
  begun[0]?.();
  ask();
  expect(begun).toHaveLength(3);
  expect(load.busy).toBe(2);
});

test("a node that stops answers what was begun and refuses the rest as unavailable", async () => {
  const load = createLoad();
  const { ask, begun, replies } = connection(load);
  ask();
  const finished = load.finish(60_000);
  ask();
  expect(replies).toEqual([{ ok: false, error: expect.objectContaining({ code: "unavailable" }) }]);
  begun[0]?.();
  await finished;
  expect(replies).toHaveLength(2);
});

test("a node that stops waits no longer than it was told for what hangs", async () => {
  const load = createLoad();
  connection(load).ask();
  await load.finish(5);
  expect(load.busy).toBe(1);
});
