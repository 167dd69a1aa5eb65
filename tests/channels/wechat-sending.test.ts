import { type FileKind, newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { picture } from "../support/picture.ts";
import { openHere, openWechatWorld, said, type Talk, talking, UNHURRIED, type WechatWorld } from "./wechat-world.ts";

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let world: WechatWorld;
beforeAll(async () => void (world = await openWechatWorld()));
afterAll(() => world.close());

test("choices are a menu, and what is pressed comes back as a choice", async () => {
  const name = "chooser";
  await world.says(name, "order");
  const menuOf = () => world.peer.seen.findLast(({ to, menu }) => to === name && menu)?.menu ?? [];
  await poll(() => menuOf().length).toBeGreaterThan(1);
  const [pressed] = menuOf();
  const fields = { MsgType: "text", Content: pressed?.content ?? "", bizmsgmenuid: pressed?.id ?? "" };
  await world.peer.sends(world.address, name, fields);
  expect((await said(world, name)).at(-1)).toEqual({ type: "choice", text: pressed?.content, value: pressed?.id });
});

test("who follows, leaves or comes near has said nothing; what they press has been said", async () => {
  const event = (Event: string, EventKey = "") => ({ MsgType: "event", Event, EventKey });
  for (const fields of [event("subscribe", "qrscene_1"), event("LOCATION"), event("unsubscribe")])
    expect(await world.peer.sends(world.address, "fan", fields)).toBe(true);
  expect(await said(world, "fan")).toEqual([]);
  const clicked = { at: Date.now() };
  for (let times = 0; times < 2; times++)
    await world.peer.sends(world.address, "fan", event("CLICK", "How do I return an item?"), clicked);
  expect(await said(world, "fan")).toHaveLength(1);
});

describe("files", () => {
  /** A file of an agent's, as if it had been uploaded. */
  async function sendFile(
    { vera, conversationId }: Talk,
    file: { kind: FileKind; type: string; name: string },
    bytes: Buffer,
  ) {
    const { dialog, blobs } = world.running.engine.services;
    const id = newId();
    const by = { kind: "agent", id: vera.welcome.me.id } as const;
    await dialog.beginFile({ id, conversationId, by, name: file.name, length: bytes.length });
    await blobs.put(`${conversationId}/${id}/original`, bytes, bytes.length);
    await dialog.endFile({ id, verdict: { state: "ready", ...file, bytes: bytes.length } });
    await vera.ask("send", { conversationId, id: newId(), content: { type: "file", text: file.name, file: { id } } });
  }

  test("a picture that somebody sends is fetched, and one that is not there any more is said in words", async () => {
    world.peer.media.set("there", { type: "image", bytes: picture(20, 20) });
    for (const MediaId of ["there", "gone"])
      await world.peer.sends(world.address, "painter", { MsgType: "image", PicUrl: "http://a.example/", MediaId });
    await poll(async () => (await said(world, "painter")).map(({ type }) => type)).toEqual(["file", "choice"]);
    expect((await said(world, "painter"))[1]).toMatchObject({ value: "file:missing" });
    expect(await said(world, "painter")).toContainEqual(
      expect.objectContaining({ type: "file", file: expect.objectContaining({ kind: "image" }) as object }),
    );
  });

  test("a picture, a sound and a film of an agent's come whole, in their place among words", async () => {
    const talk = await talking(world);
    const files = [
      { kind: "image", type: "image/png", name: "a.png" },
      { kind: "audio", type: "audio/mpeg", name: "b.mp3" },
      { kind: "video", type: "video/mp4", name: "c.mp4" },
    ] as const;
    await talk.vera.send(talk.conversationId, "one");
    for (const file of files) await sendFile(talk, file, Buffer.from(`the bytes of ${file.name}`));
    await talk.vera.send(talk.conversationId, "two");
    await poll(talk.states).toEqual(["sent", "sent", "sent", "sent", "sent"]);
    const seen = talk.sees().map(({ text }) => world.peer.media.get(text) ?? text);
    expect(seen).toEqual([
      "one",
      { type: "image", bytes: Buffer.from("the bytes of a.png") },
      { type: "voice", bytes: Buffer.from("the bytes of b.mp3") },
      { type: "video", bytes: Buffer.from("the bytes of c.mp4") },
      "two",
    ]);
  });

  test("what the platform does not take fails and says why; a document is its name", async () => {
    const talk = await talking(world);
    await sendFile(talk, { kind: "audio", type: "audio/ogg", name: "a.ogg" }, Buffer.from("a"));
    await sendFile(talk, { kind: "document", type: "application/pdf", name: "b.pdf" }, Buffer.from("b"));
    await poll(talk.states).toEqual(["failed", "sent"]);
    expect((await talk.deliveries())[0]?.reason).toContain("no audio/ogg");
    expect(talk.sees().map(({ text }) => text)).toEqual(["📎 b.pdf"]);
  });
});

describe("what the platform makes of a message", () => {
  test.each(["fails", "is gone", "is busy", "asks to wait", "has ended the token"] as const)(
    "one that %s: it comes once, and in its place",
    async (mood) => {
      const { vera, conversationId, states, sees } = await talking(world);
      world.peer.will(mood);
      await vera.send(conversationId, "one");
      await vera.send(conversationId, "two");
      await poll(states).toEqual(["sent", "sent"]);
      expect(sees().map(({ text }) => text)).toEqual(["one", "two"]);
    },
  );

  test("more than may be said is blocked, and says why", async () => {
    const here = await openHere({ quota: 2, settings: { deadline: UNHURRIED } });
    const { vera, conversationId, states, deliveries } = await talking(here);
    for (const text of ["one", "two"]) await vera.send(conversationId, text);
    await poll(states).toEqual(["sent", "blocked"]);
    expect((await deliveries()).at(-1)?.reason).toBe("out of response count limit (45047)");
  });

  test("who wrote too long ago is told of it by the account's template, and what that holds whole is sent", async () => {
    const here = await openHere({
      window: -1,
      settings: { template: "t-1", templateField: "thing2", deadline: UNHURRIED },
    });
    const { vera, conversationId, states, deliveries, sees } = await talking(here);
    await vera.send(conversationId, "It is there.");
    await vera.send(conversationId, "It is there, and it has been there for a week.");
    await poll(states).toEqual(["sent", "blocked"]);
    expect(sees().map(({ text, by }) => [text, by])).toEqual([
      ["It is there.", "template"],
      ["It is there, and…", "template"],
    ]);
    expect((await deliveries()).at(-1)?.reason).toContain("A template told them of it.");
    const sent = (await deliveries())[0]?.externalId ?? "";
    await here.peer.sends(here.address, "wechat", {
      MsgType: "event",
      Event: "TEMPLATESENDJOBFINISH",
      MsgID: sent,
      Status: "success",
    });
    await poll(states).toEqual(["delivered", "blocked"]);
  });

  test("who follows no longer cannot be reached, and the next one is not held up", async () => {
    const { name, vera, conversationId, states, deliveries } = await talking(world);
    world.peer.unsubscribes(name);
    await vera.send(conversationId, "one");
    await poll(states).toEqual(["failed"]);
    expect((await deliveries())[0]?.reason).toBe("require subscribe (43004)");
  });
});

test("the token is asked for once, by whoever needs it first, and again when somebody else had another one", async () => {
  const here = await openHere({});
  const talks: Talk[] = [];
  for (let index = 0; index < 4; index++) talks.push(await talking(here));
  const all = (text: string) => Promise.all(talks.map(({ vera, conversationId }) => vera.send(conversationId, text)));
  await all("zero");
  for (const { states } of talks) await poll(states).toEqual(["sent"]);
  expect(here.peer.asked.filter((call) => call === "stable_token")).toHaveLength(1);
  const before = here.peer.tokens();
  here.peer.replaceToken();
  await all("one");
  for (const { states } of talks) await poll(states).toEqual(["sent", "sent"]);
  expect(here.peer.tokens()).toBe(before + 1);
});
