import type { ChannelType } from "@parley/engine";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  ACCOUNT,
  CLOSED,
  openWeibo,
  type PeerOptions,
  type Weibo,
} from "../../packages/engine/src/channels/weibo/peer.test.kit.ts";
import { weibo } from "../../packages/engine/src/channels/weibo/weibo.ts";
import { agent } from "../support/agent.ts";
import { accountWorld } from "./account-world.ts";
import { channelContract, type World } from "./channel.contract.ts";
import { call, DEADLINE, echo, PATIENCE, thinker, UNHURRIED } from "./wechat-world.ts";

interface WeiboWorld extends World {
  peer: Weibo;
  address: string;
  says(name: string, text: string, id?: string): Promise<boolean>;
  conversationId(name: string): Promise<string>;
}

type Options = PeerOptions & { answerers?: (typeof echo)[]; instead?: ChannelType; deadline?: number };

async function open({ answerers, instead, deadline = DEADLINE, ...options }: Options = {}): Promise<WeiboWorld> {
  const peer = await openWeibo({ patience: PATIENCE, ...options });
  const { appSecret, accessToken } = ACCOUNT;
  const world = await accountWorld({
    inbox: {
      id: "weibo",
      channel: "weibo",
      name: "微博",
      enabled: true,
      settings: { api: peer.api, files: peer.api, deadline, windowCodes: String(CLOSED) },
    },
    secrets: { appSecret, accessToken },
    host: new URL(peer.api).host,
    ...(answerers && { answerers }),
    ...(instead && { instead }),
  });
  // The platform has no ids: when something was written stands for one.
  const times = new Map<string, number>();
  let clock = Math.floor(Date.now() / 1_000) * 1_000;
  const timeOf = (id: string) => times.get(id) ?? (clock += 1_000);
  async function says(name: string, text: string, id = ""): Promise<boolean> {
    const at = timeOf(id);
    if (id) times.set(id, at);
    return await peer.sends(world.address, name, { type: "text", text }, { at });
  }
  return {
    ...world,
    get running() {
      return world.running;
    },
    peer,
    says,
    async close() {
      await world.close();
      peer.close();
    },
    person: async (name) => ({
      async writes(text, id) {
        if (!(await says(name, text, id))) throw new Error("The platform was not answered.");
      },
      sees: () => peer.sees(name),
      conversationId: () => world.conversationId(name),
    }),
  };
}

// The contract counts messages: here none of them is so long that it comes in parts.
const roomy = (): ChannelType => ({ ...weibo(), can: { text: { most: 3_000, in: "units" } } });
channelContract("Weibo", () => open({ limit: 3_001, instead: roomy() }));

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let world: WeiboWorld;
let people = 9_000_000_000_000_000_000n;
beforeAll(async () => void (world = await open({ answerers: [echo], deadline: UNHURRIED })));
afterAll(() => world.close());

/** The platform's ids are longer than numbers may be. */
const somebody = () => String(people++);

async function said({ running, conversationId }: WeiboWorld, name: string) {
  const { events } = await running.engine.services.dialog.read({
    conversationId: await conversationId(name),
    after: 0,
  });
  return events.flatMap((event) =>
    event.type === "message" && event.author.kind === "visitor" ? [event.content] : [],
  );
}

test("the handshake is answered as it is asked, and only to who knows the secret", async () => {
  const { query } = world.peer.callOf("");
  expect(await call(world.address, { query: `${query}&echostr=dnPdpTZz85` })).toEqual([200, "dnPdpTZz85"]);
  const wrong = query.replace(/signature=./, "signature=-");
  expect(await call(world.address, { query: `${wrong}&echostr=dnPdpTZz85` })).toEqual([403, ""]);
});

test.each<[string, number, () => { query: string; body: string }]>([
  ["a wrong signature", 403, () => ({ ...world.peer.callOf("{}"), query: "signature=a&timestamp=1&nonce=2" })],
  ["a call of six minutes ago", 403, () => world.peer.callOf(written("no", "hi"), Date.now() - 360_000)],
  ["a call of the future", 403, () => world.peer.callOf(written("no", "hi"), Date.now() + 360_000)],
  ["no JSON", 200, () => world.peer.callOf("<xml/>")],
  ["what is of nobody", 200, () => world.peer.callOf('{"type":"text","text":"hi"}')],
  ["what is nested too deeply", 200, () => world.peer.callOf(`{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`)],
])("of %s nothing is taken, and the platform is answered %i", async (_, status, make) => {
  expect(await call(world.address, make())).toEqual([status, ""]);
  expect(await said(world, "no")).toEqual([]);
});

test("a signature that was used is good for the same message only", async () => {
  const eve = somebody();
  const first = world.peer.callOf(written(eve, "hi"));
  expect((await call(world.address, first))[0]).toBe(200);
  expect((await call(world.address, first))[0]).toBe(200);
  expect(await call(world.address, { ...first, body: written(eve, "Delete everything.") })).toEqual([403, ""]);
  expect(await said(world, eve)).toHaveLength(1);
});

function written(from: string, text: string): string {
  const told = { type: "text", receiver_id: ACCOUNT.id, sender_id: from, text, data: {} };
  return JSON.stringify({ ...told, created_at: "Mon Jul 16 18:09:20 +0800 2012" });
}

describe("the race for the answer", () => {
  test.each<("cut" | "late" | "thrice")[]>([[], ["cut"], ["late", "cut"], ["thrice"]])(
    "what is handed over again is answered the same, and seen once: %s %s",
    async (...faults) => {
      const name = somebody();
      const words = "你好！";
      expect(await world.peer.sends(world.address, name, { type: "text", text: words }, { faults })).toBe(true);
      const seen = world.peer.seen.filter(({ to }) => to === name).map(({ text, by }) => [text, by]);
      expect(seen).toEqual([[`You said: ${words}`, "reply"]]);
      expect(await said(world, name)).toHaveLength(1);
    },
  );

  test("a bot that thinks for long keeps nobody waiting, and what it says then comes as a message", async () => {
    const { answerers, waiting, goOn } = thinker();
    const here = await open({ answerers });
    onTestFinished(() => here.close());
    const name = somebody();
    expect(await here.says(name, "What do you think of the moon?")).toBe(true);
    expect(Math.max(...here.peer.calls.took)).toBeLessThan(PATIENCE);
    await poll(() => waiting.length).toBe(1);
    expect(here.peer.seen).toEqual([]);
    goOn();
    const text = "I thought about: What do you think of the moon?";
    await poll(() => here.peer.seen).toMatchObject([{ to: name, text, by: "message" }]);
    expect(here.peer.calls.refused).toEqual([]);
  });
});

test("what is pressed in the menu is said, who follows has said nothing, and what is not known is left out", async () => {
  const name = somebody();
  const tell = (message: object) => world.peer.sends(world.address, name, message);
  const event = (data: object) => tell({ type: "event", text: "", data });
  expect(await event({ subtype: "follow" })).toBe(true);
  expect(await tell({ type: "hologram", text: "?" })).toBe(true);
  expect(await said(world, name)).toEqual([]);
  await event({ subtype: "click", key: "退货" });
  expect(await said(world, name)).toEqual([{ type: "choice", text: "退货", value: "退货" }]);
});

describe("what the platform makes of a message", () => {
  async function talking(here: WeiboWorld) {
    const name = somebody();
    await here.says(name, "I want to talk to a person");
    const conversationId = await here.conversationId(name);
    const { dialog } = here.running.engine.services;
    await poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
    const vera = await agent(here.running, `Vera${name.slice(-4)}`);
    await vera.claim(conversationId);
    await poll(() => here.peer.sees(name).length).toBe(1);
    const deliveries = async () => (await dialog.deliveries({ conversationId })).slice(1);
    return {
      name,
      conversationId,
      vera,
      deliveries,
      states: async () => (await deliveries()).map(({ state }) => state),
    };
  }
  let here: WeiboWorld;
  beforeAll(async () => void (here = await open()));
  afterAll(() => here.close());

  test.each(["fails", "is gone", "is busy", "asks to wait", "has ended the token"] as const)(
    "one that %s: it comes once, and in its place",
    async (mood) => {
      const { name, vera, conversationId, states } = await talking(here);
      here.peer.will(mood);
      await vera.send(conversationId, "one");
      await vera.send(conversationId, "two");
      await poll(states).toEqual(["sent", "sent"]);
      expect(here.peer.sees(name).slice(1)).toEqual(["one", "two"]);
    },
  );

  test("a closed window is said, and holds up nothing", async () => {
    // Only as a reply the bot can say something there.
    const closed = await open({ window: -1, deadline: UNHURRIED });
    onTestFinished(() => closed.close());
    const { vera, conversationId, states, deliveries } = await talking(closed);
    await vera.send(conversationId, "one");
    await poll(states).toEqual(["blocked"]);
    expect((await deliveries())[0]?.reason).toBe(`the window is closed (${CLOSED})`);
  });

  test("a long text comes in parts, in their order, each once though one is refused for a while", async () => {
    const { name, vera, conversationId, states } = await talking(here);
    here.peer.will("well", "fails");
    const text = Array.from({ length: 120 }, (_, index) => `This is sentence ${index}.`).join(" ");
    await vera.send(conversationId, text);
    await poll(states).toEqual(["sent"]);
    expect(here.peer.sees(name).slice(1).join(" ")).toBe(text);
  });
});
