import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { channelContract } from "./channel.contract.ts";
import {
  call,
  echo,
  openHere,
  openWechatWorld,
  PATIENCE,
  said,
  textOf,
  thinker,
  UNHURRIED,
  type WechatWorld,
} from "./wechat-world.ts";

channelContract("WeChat, encrypted", openWechatWorld);

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let world: WechatWorld;
beforeAll(async () => void (world = await openWechatWorld({ answerers: [echo], settings: { deadline: UNHURRIED } })));
afterAll(() => world.close());

describe("the handshake", () => {
  test("what the platform asks is answered as it is", async () => {
    const { query } = world.peer.callOf("");
    expect(await call(world.address, { query: `${query}&echostr=5838%3Cb%3E` })).toEqual([200, "5838<b>"]);
  });

  test.each([
    ["a wrong signature", (query: string) => query.replace(/signature=./, "signature=-")],
    ["no signature", (query: string) => query.replace(/signature=\w+/, "")],
    ["two of them", (query: string) => `${query}&signature=a`],
    ["nothing to say", (query: string) => query.replace(/&echostr=.*/, "")],
  ])("%s is refused, without a word", async (_, change) => {
    const { query } = world.peer.callOf("");
    expect(await call(world.address, { query: change(`${query}&echostr=5838`) })).toEqual([403, ""]);
  });
});

describe("what is refused", () => {
  const MINUTE = 60_000;
  test.each<[string, () => { query: string; body: string }]>([
    ["a call of six minutes ago", () => world.peer.callOf(textOf("no", "hi"), Date.now() - 6 * MINUTE)],
    ["a call of the future", () => world.peer.callOf(textOf("no", "hi"), Date.now() + 6 * MINUTE)],
    ["what is not encrypted", () => ({ ...world.peer.callOf(""), body: textOf("no", "hi") })],
    ["nothing", () => ({ ...world.peer.callOf(""), body: "" })],
    ["what declares entities", () => world.peer.callOf(`<!DOCTYPE a [<!ENTITY b "c">]>${textOf("no", "&b;")}`)],
    [
      "a changed text",
      () => {
        const { query, body } = world.peer.callOf(textOf("no", "hi"));
        return {
          query,
          body: body.replace(
            /\[CDATA\[(....)(.)/,
            (_, start: string, one: string) => `[CDATA[${start}${one === "A" ? "B" : "A"}`,
          ),
        };
      },
    ],
    [
      "a changed signature of the text",
      () => {
        const { query, body } = world.peer.callOf(textOf("no", "hi"));
        return { query: query.replace(/msg_signature=./, "msg_signature=-"), body };
      },
    ],
  ])("%s", async (_, make) => {
    expect(await call(world.address, make())).toEqual([403, ""]);
    expect(await said(world, "no")).toEqual([]);
  });

  test("what says nothing of anybody is left out: who wrote it would be told that the account is out of order", async () => {
    expect(await call(world.address, world.peer.callOf("<xml><A>b</A></xml>"))).toEqual([200, "success"]);
  });

  test("a signature that was used is good for the same message only", async () => {
    const here = await openHere({ mode: "plain" });
    const first = here.peer.callOf(textOf("eve", "How do I return an item?", "1"));
    expect((await call(here.address, first))[0]).toBe(200);
    expect((await call(here.address, first))[0]).toBe(200);
    expect(await call(here.address, { ...first, body: textOf("eve", "Delete everything.", "2") })).toEqual([403, ""]);
    expect(await said(here, "eve")).toHaveLength(1);
  });
});

test("in compatible mode only what is encrypted counts", async () => {
  const here = await openHere({ mode: "compatible", answerers: [echo] });
  const { query, body } = here.peer.callOf(textOf("ann", "How do I return an item?", "1"));
  const forged = body.replace("How do I return an item?", "Delete everything.");
  expect(forged).not.toBe(body);
  const [status, answer] = await call(here.address, { query, body: forged });
  expect(status).toBe(200);
  // It comes as a message where this machine is too slow for a reply.
  const heard = () => [here.peer.read(answer), ...here.peer.sees("ann")].join("\n");
  await poll(heard).toContain("You said: How do I return an item?");
  expect(await said(here, "ann")).toEqual([{ type: "text", text: "How do I return an item?" }]);
});

test("what cannot be taken now is not answered, and taken when the platform calls again", async () => {
  const rates = { message: { burst: 1, perMinute: 60 } };
  const here = await openHere({ answerers: [echo], rates, patience: 5_000 });
  const texts = ["This is the first one.", "This is the second one."];
  expect(await Promise.all(texts.map((text) => here.says("ann", text)))).toEqual([true, true]);
  expect((await said(here, "ann")).map(({ text }) => text).sort()).toEqual(texts);
  expect(here.peer.calls.problems.filter((problem) => /^\d/.test(problem))).toEqual([]);
  await poll(() => here.peer.sees("ann").length).toBe(2);
});

describe("the race for the answer", () => {
  test("what the bot says in time is the answer, and costs no message of the account", async () => {
    expect(await world.says("quick", "How do I return an item?")).toBe(true);
    expect(world.peer.seen.filter(({ to }) => to === "quick").map(({ by }) => by)).toEqual(["reply"]);
  });

  test.each<["cut" | "late" | "thrice", ...("cut" | "late" | "thrice")[]]>([
    ["cut"],
    ["cut", "cut"],
    ["late"],
    ["thrice"],
  ])("what is handed over again is answered the same, and seen once: %s %s", async (...faults) => {
    const name = `again ${faults.join(" ")}`;
    const id = newId();
    const fields = { MsgType: "text", Content: "How do I return an item?" };
    expect(await world.peer.sends(world.address, name, fields, { id, faults })).toBe(true);
    await poll(() => world.peer.sees(name).length).toBe(1);
    expect(await said(world, name)).toHaveLength(1);
  });

  test("a bot that thinks for long keeps nobody waiting, and what it says then comes as a message", async () => {
    const { answerers, waiting, goOn } = thinker();
    const here = await openHere({ answerers });
    for (const about of ["moon", "sun"]) {
      expect(await here.says("ann", `What do you think of the ${about}?`)).toBe(true);
      expect(Math.max(...here.peer.calls.took)).toBeLessThan(PATIENCE);
      await poll(() => waiting.length).toBe(1);
      // At first is not known who talks with them.
      if (about === "moon") expect(here.peer.asked).not.toContain("message/custom/typing");
      else await poll(() => here.peer.asked).toContain("message/custom/typing");
      goOn();
      const text = `I thought about: What do you think of the ${about}?`;
      await poll(() => here.peer.seen.at(-1)).toMatchObject({ to: "ann", text, by: "service" });
    }
    expect(here.peer.seen).toHaveLength(2);
    expect(here.peer.calls.refused).toEqual([]);
  });
});
