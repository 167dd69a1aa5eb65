import { expect, test } from "vitest";
import { assign } from "../../packages/engine/src/services/dialog/routing/assign.ts";
import {
  agent,
  MINUTE,
  need,
  NOW,
  usual,
  waiting,
} from "../../packages/engine/src/services/dialog/routing/world.test.kit.ts";
import { createRandom } from "../chaos/random.ts";
import { anyWorld } from "./any-world.ts";
import { faultsOf } from "./faults.ts";

test("10,000 worlds: nobody has too much or what is not for them, and the oldest of a priority is first", () => {
  const random = createRandom(17);
  for (let number = 0; number < 10_000; number += 1) {
    const one = anyWorld(random.fork(`world ${number}`));
    const made = assign(one);
    expect(faultsOf(one, made), `world ${number}`).toEqual([]);
    const shuffled = { ...one, waiting: random.shuffled(one.waiting), agents: random.shuffled(one.agents) };
    expect(assign(shuffled), `world ${number}`).toEqual(made);
  }
});

test.each(["oldest", "due"] as const)(
  "nobody waits for ever by what is %s first, however many more urgent ones, VIPs and small ones come",
  (order) => {
    const agents = [agent("x"), agent("y")];
    const call = waiting("call", { priority: 0, due: NOW, need: need({ weight: 3 }) });
    const chat = waiting("chat", { priority: 0, due: NOW });
    const all = [call, chat];
    const open: { agentId: string; weight: number; until: number }[] = [];
    const done: string[] = [];
    for (let minute = 0; minute < 240 && done.length < 2; minute += 1) {
      const now = NOW + minute * MINUTE;
      all.push(
        waiting(`urgent ${minute}`, { priority: 3, since: now, due: now + 9 * MINUTE }),
        waiting(`other ${minute}`, { since: now }),
      );
      const loads = (id: string) =>
        open.filter(({ agentId, until }) => agentId === id && until > now).reduce((sum, { weight }) => sum + weight, 0);
      const made = assign({
        now,
        waiting: all,
        agents: agents.map((one) => ({ ...one, load: loads(one.id) })),
        policy: { ...usual, order },
      });
      for (const { conversationId, agentId } of made) {
        const [one] = all.splice(
          all.findIndex(({ id }) => id === conversationId),
          1,
        );
        open.push({ agentId, weight: one?.need.weight ?? 0, until: now + 4 * MINUTE });
        if (conversationId === "call" || conversationId === "chat") done.push(conversationId);
      }
    }
    expect(done.toSorted()).toEqual(["call", "chat"]);
  },
);
