import type { Answerer } from "@parley/engine";
import { newId } from "@parley/protocol";
import { expect, onTestFinished, test } from "vitest";
import type { Fault } from "../../packages/engine/src/channels/passive/calls.test.kit.ts";
import { createRandom, type Random } from "../chaos/random.ts";
import { openWechatWorld, said, type WechatWorld } from "./wechat-world.ts";

/** `CHANNEL_SEEDS=1,2,3` runs it with others, and several times. */
const SEEDS = (process.env["CHANNEL_SEEDS"] ?? "1").split(",").map(Number);
const PEOPLE = 20;
const MESSAGES = 8;
const LEAST = 200;
const MINUTE = 60_000;

/** What befalls calls of the platform, and calls to it. The last of three tries always comes through. */
const CALLED: readonly (readonly Fault[])[] = [
  ["cut"],
  ["late"],
  ["thrice"],
  ["cut", "cut"],
  ["late", "cut"],
  ["thrice", "cut"],
  ["cut", "thrice"],
];
const CALLING = ["fails", "is busy", "asks to wait", "is gone", "has ended the token"] as const;

/** A bot whose answers are replies and menus, which can be no replies, by turns. */
const bot: Answerer = {
  name: "turns",
  answer: ({ text }) =>
    / [02468]\.$/.test(text)
      ? { say: `To: ${text}` }
      : { say: [{ text: `To: ${text}`, choices: [{ label: "Yes", value: "yes" }] }, `And: ${text}`] },
};

/** Somebody writes one message after the other, now and then two at once; resolves to how many faults there were. */
async function writes(world: WechatWorld, name: string, random: Random): Promise<number> {
  let faults = 0;
  const one = async (index: number) => {
    const called = random.chance(0.8) ? random.pick(CALLED) : [];
    const skew = random.chance(0.3) ? random.between(-4, 4) * MINUTE : 0;
    if (random.chance(0.35)) {
      world.peer.will(random.pick(CALLING));
      faults += 1;
    }
    if (random.chance(0.1)) world.peer.replaceToken();
    faults += called.length + (skew === 0 ? 0 : 1);
    const fields = { MsgType: "text", Content: `This is message number ${index}.` };
    const how = { id: newId(), faults: [...called], skew };
    const isTaken = await world.peer.sends(world.address, name, fields, how);
    expect([isTaken, world.peer.calls.problems]).toEqual([true, []]);
  };
  for (let index = 0; index < MESSAGES; index += 2) {
    const both = random.shuffled([index, index + 1]);
    if (random.chance(0.3)) await Promise.all(both.map(one));
    else for (const next of [index, index + 1]) await one(next);
  }
  return faults;
}

test.each(SEEDS)(
  "whatever breaks on the way nothing is lost, doubled or out of order, and every message has a true state: seed %i",
  async (seed) => {
    // What is handed over again counts as written: nobody shall be told that they write too much.
    const rates = { message: { burst: 1_000, perMinute: 1_000 } };
    const world = await openWechatWorld({ answerers: [bot], rates, patience: 30_000, settings: { deadline: 300 } });
    onTestFinished(() => world.close());
    const random = createRandom(seed);
    const names = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
    const faults = await Promise.all(names.map((name) => writes(world, name, random.fork(name))));
    expect(faults.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(LEAST);
    expect(world.peer.calls.refused).toEqual([]);
    const { dialog } = world.running.engine.services;
    for (const name of names) {
      const conversationId = await world.conversationId(name);
      const states = async () => (await dialog.deliveries({ conversationId })).map(({ state }) => state);
      await expect.poll(states).not.toContain("waiting");
      expect(new Set(await states())).toEqual(new Set(["sent"]));
      const due = Array.from({ length: MESSAGES }, (_, index) => `This is message number ${index}.`);
      expect((await said(world, name)).map(({ text }) => text).sort()).toEqual(due.sort());
      const { events } = await dialog.read({ conversationId, after: 0 });
      const spoken = events.flatMap((event) =>
        event.type === "message" && event.author.kind === "bot" ? [event.content.text] : [],
      );
      expect(spoken.length).toBeGreaterThan(0);
      const seen = world.peer.seen.filter(({ to }) => to === name);
      expect(seen.map(({ text }) => text).sort()).toEqual([...spoken].sort());
      // A reply that did not arrive though it left is asked for again. What was said next may have come before that: nobody can tell.
      const again = new Set(seen.flatMap(({ text, isAgain }) => (isAgain ? [text] : [])));
      const inTime = (texts: string[]) => texts.filter((text) => !again.has(text));
      expect(inTime(seen.map(({ text }) => text))).toEqual(inTime(spoken));
    }
  },
);
