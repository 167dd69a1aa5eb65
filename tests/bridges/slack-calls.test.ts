import { afterAll, expect, test } from "vitest";
import { openSlack } from "../../packages/engine/src/agents/bridges/slack/peer.test.kit.ts";
import { owner } from "../support/agent.ts";
import { bridgeWorld, poll } from "./world.ts";

let begun: ReturnType<typeof begin> | undefined;
const setting = () => (begun ??= begin());
async function begin() {
  const peer = await openSlack();
  return { peer, world: await bridgeWorld("slack", peer) };
}
afterAll(async () => {
  const { peer, world } = await setting();
  await world.close();
  peer.close();
});

test("Slack's address proves itself", async () => {
  const { peer } = await setting();
  const answer = await peer.call(JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB10" }));
  expect([answer.status, await answer.text()]).toEqual([200, "3eZbrw1aB10"]);
});

test("what is not signed, or long ago, or not yet, is refused without a word", async () => {
  const { peer } = await setting();
  const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB10" });
  const minutes = (count: number) => peer.signed(body, Date.now() + count * 60_000);
  const others = peer.signed(body, Date.now(), "another secret");
  for (const headers of [others, minutes(-6), minutes(6), { "x-slack-signature": "" }]) {
    const answer = await peer.call(body, headers);
    expect([answer.status, await answer.text()]).toEqual([401, ""]);
  }
});

test.each(["", "{", "[]", "null", '{"type":1}', '{"type":"event_callback","event":[]}', "\u0000"])(
  "signed nonsense is refused, and the engine goes on: %j",
  async (body) => {
    const { peer } = await setting();
    expect((await peer.call(body)).status).toBe(400);
  },
);

test.each(["", "payload=", "payload=%7B", "payload=null", "payload=%7B%22type%22%3A%22block_actions%22%7D"])(
  "a press that is none is refused: %j",
  async (body) => {
    const { peer } = await setting();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    expect((await peer.call(body, type)).status).toBe(400);
  },
);

test("what comes from another workspace is passed over", async () => {
  const { peer, world } = await setting();
  await world.linked("Tess", "UTESS");
  const id = await world.waiting("another workspace");
  const thread = await world.thread("another workspace");
  const [channel = "", thread_ts = ""] = thread().root.split("/");
  const event = { type: "message", channel, thread_ts, user: "UTESS", text: "from elsewhere", ts: "1900000000.000001" };
  await peer.deliver(event, "once", "T0ANOTHER");
  await peer.write("UTESS", thread().root, "from here");
  await poll(() => world.said(id)).toEqual(["Tess: from here"]);
});

test("who changes or removes what was sent is told that it stays, once; a shown link is no change", async () => {
  const { peer, world } = await setting();
  await world.linked("Edda", "UEDDA");
  const id = await world.waiting("words are changed");
  const thread = await world.thread("words are changed");
  await peer.write("UEDDA", thread().root, "it costs 10");
  await poll(() => world.said(id)).toEqual(["Edda: it costs 10"]);
  const [channel, thread_ts] = thread().root.split("/");
  const before = { user: "UEDDA", text: "it costs 10", thread_ts, ts: "1.1" };
  const changed = (text: string) => ({
    type: "message",
    subtype: "message_changed",
    channel,
    message: { ...before, text },
    previous_message: before,
  });
  const told = () => peer.told("UEDDA").filter((text) => text.includes("cannot be changed")).length;
  await peer.deliver(changed("it costs 10"));
  await peer.deliver(changed("it costs 20"), "thrice");
  await poll(told).toBe(1);
  await peer.deliver({ type: "message", subtype: "message_deleted", channel, previous_message: before });
  await poll(told).toBe(2);
  expect(await world.said(id)).toEqual(["Edda: it costs 10"]);
});

test("a file is named, with the way to the console", async () => {
  const { peer, world } = await setting();
  await world.linked("Fay", "UFAY");
  const id = await world.waiting("files are sent");
  const thread = await world.thread("files are sent");
  const [channel = "", thread_ts = ""] = thread().root.split("/");
  const message = { ts: "1900000001.000001", channel, user: "UFAY", text: "here it is", thread_ts };
  peer.messages.push({ ...message, files: [{ name: "price.pdf" }] } as (typeof peer.messages)[number]);
  await peer.deliver({ type: "message", ...message });
  await poll(() => world.said(id)).toEqual(["Fay: here it is"]);
  await poll(() => peer.told("UFAY").some((text) => text.includes("price.pdf") && text.includes("/console/#/"))).toBe(
    true,
  );
});

test("bots, and we ourselves, are not listened to", async () => {
  const { peer, world } = await setting();
  const id = await world.waiting("only bots are here");
  const thread = await world.thread("only bots are here");
  const [channel = "", thread_ts = ""] = thread().root.split("/");
  for (const who of [{ user: "U0BOT" }, { user: "UOTHER", bot_id: "B2" }, { bot_id: "B3" }]) {
    await peer.deliver({ type: "message", channel, thread_ts, text: "beep", ts: "1900000002.000001", ...who });
  }
  expect([await world.said(id), await world.status(id)]).toEqual([[], "queued"]);
});

test("a root of which nothing is known is looked for among what is young, however long a room's past is", async () => {
  const { peer, world } = await setting();
  const channel = String(peer.settings["room"]);
  for (let at = 0; at < 300; at += 1) {
    const ts = `1600000000.${String(at).padStart(6, "0")}`;
    peer.messages.unshift({ ts, channel, user: "UOLD", text: "long ago" });
  }
  const before = peer.histories();
  let tries = 0;
  peer.onPost((text) => (text.includes("lost at first") && (tries += 1) === 1 ? "is gone" : "well"));
  await world.waiting("lost at first");
  await world.thread("lost at first");
  peer.onPost(() => "well");
  // All of it is more than forty pages.
  expect(peer.histories() - before).toBeLessThan(40);
});

test("threads of an inbox that is to be shown nowhere any more rest", async () => {
  const { peer, world } = await setting();
  const id = await world.waiting("soon nowhere");
  await world.thread("soon nowhere");
  const boss = await owner(world.running);
  const { version } = await boss.call<{ version: number }>("GET", "/inboxes/slack");
  await boss.call("PATCH", "/inboxes/slack", { version, settings: { ...peer.settings, rooms: "web=-" } });
  const rests = async () => {
    const { thread } = await world.dialog().bridgeThread({ bridgeId: "slack", conversationId: id });
    return thread?.open !== true;
  };
  await world.writes(id, "wakes the thread");
  await poll(rests).toBe(true);
});
