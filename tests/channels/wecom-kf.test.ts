import { newId } from "@parley/protocol";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import {
  ACCOUNT,
  type Mood,
  openWecom,
  type PeerOptions,
  type Wecom,
} from "../../packages/engine/src/channels/wecom-kf/peer.test.kit.ts";
import { agent } from "../support/agent.ts";
import { accountWorld } from "./account-world.ts";
import { channelContract, type World } from "./channel.contract.ts";
import { call } from "./wechat-world.ts";

interface WecomWorld extends World {
  peer: Wecom;
  address: string;
  conversationId(name: string): Promise<string>;
  says(name: string, text: string, id?: string): Promise<void>;
}

async function open(options: PeerOptions = {}): Promise<WecomWorld> {
  const peer = await openWecom({ quota: 1_000, ...options });
  const { corpId, kfSecret, token, encodingAesKey } = ACCOUNT;
  const world = await accountWorld({
    inbox: {
      id: "kf",
      channel: "wecom-kf",
      name: "微信客服",
      enabled: true,
      settings: { corpId, api: peer.api, welcome: "您好！", window: { hours: 48, messages: 1_000 } },
    },
    secrets: { kfSecret, token, encodingAesKey },
    host: new URL(peer.api).host,
  });
  const conversationId = (name: string) => world.conversationId(`${ACCOUNT.kf}/${name}`);
  async function says(name: string, content: string, id = newId()): Promise<void> {
    peer.lists(name, { msgtype: "text", text: { content } }, id);
    if (!(await peer.pokes(world.address))) throw new Error("The platform was not answered.");
  }
  return {
    ...world,
    get running() {
      return world.running;
    },
    peer,
    says,
    conversationId,
    async close() {
      await world.close();
      peer.close();
    },
    person: async (name) => ({
      async writes(text, id) {
        await says(name, text, id);
        // The platform is answered before what it has is asked for.
        const { dialog } = world.running.engine.services;
        await expect
          .poll(async () => {
            const { events } = await dialog.read({ conversationId: await conversationId(name), after: 0 });
            return events.some((event) => event.type === "message" && event.content.text === text);
          })
          .toBe(true);
      },
      sees: () => peer.sees(name),
      conversationId: () => conversationId(name),
    }),
  };
}

channelContract("WeChat's customer service", open);

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let world: WecomWorld;
let people = 0;
beforeAll(async () => void (world = await open()));
afterAll(() => world.close());

async function said({ running, conversationId }: WecomWorld, name: string): Promise<string[]> {
  const { events } = await running.engine.services.dialog.read({
    conversationId: await conversationId(name),
    after: 0,
  });
  return events.flatMap((event) =>
    event.type === "message" && event.author.kind === "visitor" ? [event.content.text] : [],
  );
}

async function talking(here: WecomWorld) {
  const name = `somebody-${people++}`;
  await here.says(name, "I want to talk to a person");
  const conversationId = await here.conversationId(name);
  const { dialog } = here.running.engine.services;
  await poll(async () => (await dialog.get({ conversationId })).conversation.state.status).toBe("queued");
  await poll(() => here.peer.sees(name).length).toBe(1);
  const vera = await agent(here.running, `Vera${people}`);
  await vera.claim(conversationId);
  const deliveries = async () => (await dialog.deliveries({ conversationId })).slice(1);
  const states = async () => (await deliveries()).map(({ state }) => state);
  return { name, conversationId, vera, deliveries, states, sees: () => here.peer.sees(name).slice(1) };
}

test("the handshake is answered with what was encrypted, as it is", async () => {
  const { given, query } = world.peer.sealed("1616140317555161061");
  query.set("echostr", given);
  expect(await call(world.address, { query: query.toString() })).toEqual([200, "1616140317555161061"]);
  query.set("msg_signature", "0".repeat(40));
  expect(await call(world.address, { query: query.toString() })).toEqual([403, ""]);
});

test.each<[string, () => { query: string; body: string }]>([
  ["a call of six minutes ago", () => world.peer.pokeOf(Date.now() - 360_000)],
  ["a call of the future", () => world.peer.pokeOf(Date.now() + 360_000)],
  ["nothing", () => ({ ...world.peer.pokeOf(), body: "" })],
  ["what is not encrypted", () => ({ ...world.peer.pokeOf(), body: "<xml><Event>kf_msg_or_event</Event></xml>" })],
  ["a changed text", () => ({ ...world.peer.pokeOf(), body: world.peer.pokeOf().body })],
])("%s is refused", async (_, make) => {
  expect(await call(world.address, make())).toEqual([403, ""]);
});

test("all that is there is asked for, also behind an empty list, in its order and each once", async () => {
  const texts = Array.from({ length: 9 }, (_, index) => `This is message number ${index}.`);
  for (const [index, content] of texts.entries())
    world.peer.lists("many", { msgtype: "text", text: { content } }, `many-${index}`);
  // The same item is listed again.
  world.peer.lists("many", { msgtype: "text", text: { content: texts[0] } }, "many-0");
  await Promise.all([world.peer.pokes(world.address), world.peer.pokes(world.address)]);
  await poll(() => said(world, "many")).toEqual(texts);
  await world.says("many", "This is the last one.");
  await poll(() => said(world, "many")).toEqual([...texts, "This is the last one."]);
});

test("what came while nobody was there is asked for by the next one", async () => {
  const here = await open();
  onTestFinished(() => here.close());
  await here.says("ann", "This is the first one.");
  await poll(() => said(here, "ann")).toHaveLength(1);
  here.peer.lists("ann", { msgtype: "text", text: { content: "This one is told to nobody." } });
  await here.restart();
  await poll(() => said(here, "ann")).toEqual(["This is the first one.", "This one is told to nobody."]);
});

test("who opens the chat is welcomed, and has said nothing", async () => {
  world.peer.lists("guest", {
    msgtype: "event",
    origin: 4,
    event: { event_type: "enter_session", welcome_code: "code-1" },
  });
  await world.peer.pokes(world.address);
  await poll(() => world.peer.sees("code-1")).toEqual(['{"content":"您好！"}']);
  expect(await said(world, "guest")).toEqual([]);
});

test.each<Mood>(["fails", "is busy", "asks to wait", "has ended the token", "is gone", "loses the answer"])(
  "a message with which the platform %s comes once, and in its place",
  async (mood) => {
    const { vera, conversationId, states, sees } = await talking(world);
    world.peer.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    expect(sees()).toEqual(["one", "two"]);
  },
);

test("more than may be said is blocked and says why, and what could not be delivered afterwards has failed", async () => {
  const here = await open({ quota: 2 });
  onTestFinished(() => here.close());
  const { name, vera, conversationId, states, deliveries } = await talking(here);
  for (const text of ["one", "two"]) await vera.send(conversationId, text);
  await poll(states).toEqual(["sent", "blocked"]);
  const [first, second] = await deliveries();
  expect(second?.reason).toBe("send msg count limit (95001)");
  const event = { event_type: "msg_send_fail", fail_msgid: first?.externalId, fail_type: 8 };
  here.peer.lists(name, { msgtype: "event", origin: 4, event });
  await here.peer.pokes(here.address);
  await poll(states).toEqual(["failed", "blocked"]);
});

test("choices are a menu, and what is pressed comes back as a choice", async () => {
  await world.says("chooser", "order");
  const menuOf = () => world.peer.seen.findLast(({ to, menu }) => to === "chooser" && menu)?.menu ?? [];
  await poll(() => menuOf().length).toBeGreaterThan(1);
  const [pressed] = menuOf();
  world.peer.lists("chooser", { msgtype: "text", text: { content: pressed?.content, menu_id: pressed?.id } });
  await world.peer.pokes(world.address);
  const conversationId = await world.conversationId("chooser");
  const { dialog } = world.running.engine.services;
  await poll(async () => (await dialog.read({ conversationId, after: 0 })).events).toContainEqual(
    expect.objectContaining({ content: { type: "choice", text: pressed?.content, value: pressed?.id } }),
  );
});

test("a chat that nobody has is given to the smart assistant, and one of the company's people keeps theirs; the team reads who took it", async () => {
  world.peer.states.set("theirs", 3);
  await world.says("ours", "hello");
  await world.says("theirs", "hello");
  await poll(() => world.peer.states.get("ours")).toBe(1);
  expect(world.peer.states.get("theirs")).toBe(3);
  const event = {
    event_type: "session_status_change",
    open_kfid: ACCOUNT.kf,
    external_userid: "theirs",
    change_type: 1,
    new_servicer_userid: "zhang",
  };
  world.peer.lists("theirs", { msgtype: "event", origin: 4, event });
  await world.peer.pokes(world.address);
  const conversationId = await world.conversationId("theirs");
  const { dialog } = world.running.engine.services;
  await poll(async () => (await dialog.read({ conversationId, after: 0 })).events).toContainEqual(
    expect.objectContaining({ type: "note", text: "企业微信 / WeCom: 接入会话 / took the chat (zhang)" }),
  );
});
