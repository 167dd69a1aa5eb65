import { ChatError } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Incoming } from "../../spine/port.ts";
import { createTaking } from "./take-all.ts";

const said = (text: string, at?: number, from = "ann"): Incoming => ({
  id: text,
  from: { id: from },
  text,
  ...(at !== undefined && { at }),
});

/** Messages come in calls; `wait`: what waits has waited long enough. */
function open(receive: (message: Incoming) => Promise<void> = () => Promise.resolve()) {
  const taken: string[] = [];
  const errors: unknown[] = [];
  let acts: (() => void)[] = [];
  const take = createTaking({
    async receive(message) {
      await receive(message);
      taken.push(message.text);
    },
    onError: (error) => void errors.push(error),
    later: (act) => void acts.push(act),
  });
  const wait = () => {
    const due = acts;
    acts = [];
    for (const act of due) act();
  };
  return { take, taken, errors, wait };
}

type Call = [text: string, at?: number][];
test.each<[string, (Call | "wait")[], string]>([
  ["in order", [[["a", 1]], [["b", 2]]], "ab"],
  [
    "one call out of order",
    [
      [
        ["c", 3],
        ["a", 1],
        ["b", 2],
      ],
    ],
    "abc",
  ],
  ["one call overtaken by another", [[["b", 2]], [["a", 1]]], "ab"],
  ["three calls the wrong way round", [[["c", 3]], [["b", 2]], [["a", 1]]], "abc"],
  ["one that comes when the other is through", [[["b", 2]], "wait", [["a", 1]]], "ba"],
  ["the same second: as they came", [[["a", 1]], [["b", 1]], [["c", 1]]], "abc"],
  ["no times: as they came", [[["a"]], [["b"]]], "ab"],
  ["clocks that are wrong by a day", [[["b", -86_399]], [["a", -86_400]]], "ab"],
])("%s", async (_, calls, order) => {
  const { take, taken, wait } = open();
  const over: Promise<void>[] = [];
  for (const call of calls) {
    if (call !== "wait") over.push(take(call.map(([text, at]) => said(text, at))));
    else {
      wait();
      await Promise.all(over);
    }
  }
  wait();
  await Promise.all(over);
  expect(taken.join("")).toBe(order);
});

test("nobody waits for what somebody else has written", async () => {
  let free = () => {};
  const held = new Promise<void>((resolve) => (free = resolve));
  const { take, taken, wait } = open(({ from }) => (from.id === "ann" ? held : Promise.resolve()));
  const over = [take([said("a", 1)]), take([said("b", 2, "bob")])];
  wait();
  await over[1];
  expect(taken).toEqual(["b"]);
  free();
  await over[0];
});

test("after one that could not be taken none is that waits behind it, of its own call or another", async () => {
  let isAway = true;
  const { take, taken, wait } = open(({ text }) =>
    text === "b" && isAway ? Promise.reject(new Error("The store is away.")) : Promise.resolve(),
  );
  const calls = () => [take([said("a", 1), said("b", 2)]), take([said("c", 3)]), take([said("z", 9, "bob")])];
  const first = calls();
  wait();
  expect((await Promise.allSettled(first)).map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(taken.toSorted()).toEqual(["a", "z"]);
  isAway = false;
  const again = calls();
  wait();
  await Promise.all(again);
  expect(taken.filter((text) => text !== "z").join("")).toBe("aabc");
});

test("what would be refused for ever is told, and keeps nothing back", async () => {
  const { take, taken, errors, wait } = open(({ text }) =>
    text === "a" ? Promise.reject(new ChatError("invalid", "No.")) : Promise.resolve(),
  );
  const over = take([said("a", 1), said("b", 2)]);
  wait();
  await over;
  expect([taken, errors.map(String)]).toEqual([["b"], [expect.stringContaining("No.") as string]]);
});
