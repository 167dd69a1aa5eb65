import { expect, test } from "vitest";
import type { Outgoing } from "../../spine/port.ts";
import { createTyping } from "./typing.ts";

function open() {
  const clock = { now: 0 };
  const shown: unknown[] = [];
  const post = (_: string, body: object) => {
    shown.push(body);
    return Promise.resolve({});
  };
  const typing = createTyping({ post }, () => clock.now);
  const said = (status: string) => typing.said({ to: "ann", conversation: { state: { status } } } as Outgoing);
  return { clock, shown, typing, said };
}

test("who talks with the bot is shown that it is at it", () => {
  const { typing, said, shown } = open();
  said("bot");
  typing.late("ann");
  expect(shown).toEqual([{ touser: "ann", command: "Typing" }]);
});

test.each(["agent", "queued"])("who is with others than the bot is shown nothing: %s", (status) => {
  const { typing, said, shown } = open();
  said("bot");
  said(status);
  typing.late("ann");
  expect(shown).toEqual([]);
});

test("who is not known, or was known too long ago, is shown nothing: an agent may have come on another node", () => {
  const { typing, said, shown, clock } = open();
  typing.late("ann");
  said("bot");
  clock.now = 121_000;
  typing.late("ann");
  expect(shown).toEqual([]);
});
