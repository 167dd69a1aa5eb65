import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { newId } from "@parley/protocol";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { http } from "../../packages/engine/src/channels/http/http.ts";
import { type Mood, openHouse } from "../../packages/engine/src/channels/http/peer.test.kit.ts";
import type { ChannelKit } from "../../packages/engine/src/spine/port.ts";
import { openAccount } from "./account.ts";
import { channelContract, type World } from "./channel.contract.ts";
import { talking } from "./talking.ts";

const secret = `whsec_${Buffer.from("a secret of both houses, long enough").toString("base64")}`;
const next = `whsec_${Buffer.from("the secret that comes after that one").toString("base64")}`;

/** An engine with an account of another house, and that house. */
async function open() {
  const house = await openHouse(secret);
  const account = await openAccount({ channel: "http", settings: { deliverTo: house.url }, secrets: { secret } });
  // The engine looks for new accounts once a second.
  const connected = () =>
    vi.waitFor(async () => expect((await house.tells(account.address, "{}")).status).toBe(400), 60_000);
  await connected();
  const world: World = {
    get running() {
      return account.running;
    },
    async restart() {
      await account.restart();
      await connected();
    },
    async close() {
      await account.close();
      house.close();
    },
    person: async (name) => ({
      async writes(text, id = newId()) {
        const { status } = await house.tells(account.address, { id, from: { id: name }, text });
        if (status !== 204) throw new Error(`The engine answered ${status}.`);
      },
      async sendsFile({ name: file, text }, bytes, id = newId()) {
        const url = house.keep(`/files/${id}/${file}`, bytes);
        const message = { id, from: { id: name }, text, files: [{ url, name: file }] };
        const { status } = await house.tells(account.address, message);
        if (status !== 204) throw new Error(`The engine answered ${status}.`);
      },
      sees: () => house.shown(name).flatMap(({ texts }) => texts),
      files: () =>
        house
          .shown(name)
          .flatMap(({ file }) => (file ? [{ name: file.name, bytes: Buffer.from(file.base64, "base64") }] : [])),
      conversationId: () => account.conversationOf(name),
    }),
  };
  return { world, house, account };
}

channelContract("a channel by HTTP", async () => (await open()).world, { files: true });

const poll = <T>(read: () => T | Promise<T>) => expect.poll(read);

let opened: Awaited<ReturnType<typeof open>>;
beforeAll(async () => void (opened = await open()));
afterAll(() => opened.world.close());

describe("what the other house makes of a message", () => {
  test.each<[Mood, number]>([
    ["fails", 2],
    ["is gone", 2],
    ["loses the answer", 2],
    ["asks to wait", 2],
    ["has moved", 2],
    ["is slow", 1],
  ])("one that %s: it comes once, and in its place, by one id", async (mood, times) => {
    const { account, house, world } = opened;
    const { vera, conversationId, states, sees } = await talking(account, await world.person(newId()));
    const before = house.handed.length;
    house.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual(["sent", "sent"]);
    expect(sees()).toEqual(["one", "two"]);
    const ids = house.handed.slice(before).map(({ id }) => id);
    expect(ids.filter((id) => id === ids[0])).toHaveLength(times);
  });

  test.each<[Mood, string, string]>([
    ["blocks", "blocked", "They wrote too long ago."],
    ["knows nobody", "failed", "They are gone."],
  ])("one that %s: agents are told why, and the next one passes", async (mood, state, reason) => {
    const { account, house, world } = opened;
    const { vera, conversationId, states, deliveries, sees } = await talking(account, await world.person(newId()));
    house.will(mood);
    await vera.send(conversationId, "one");
    await vera.send(conversationId, "two");
    await poll(states).toEqual([state, "sent"]);
    expect((await deliveries())[0]).toMatchObject({ state, reason });
    expect(sees()).toEqual(["two"]);
  });

  test("what it says later moves on, never back", async () => {
    const { account, house, world } = opened;
    const { vera, conversationId, states } = await talking(account, await world.person(newId()));
    const { seq } = await vera.send(conversationId, "one");
    await poll(states).toEqual(["sent"]);
    const externalId = `their-${conversationId}/${seq}`;
    for (const state of ["read", "delivered"]) {
      expect((await house.tells(account.address, { receipt: { externalId, state } })).status).toBe(204);
    }
    await poll(states).toEqual(["read"]);
  });
});

test("who speaks for the house is named with what they say", async () => {
  const { account, house, world } = opened;
  const name = newId();
  const { vera, conversationId, states } = await talking(account, await world.person(name));
  await vera.send(conversationId, "one");
  await poll(states).toEqual(["sent"]);
  expect(house.shown(name).at(-1)).toMatchObject({ from: { kind: "agent" }, texts: ["one"] });
});

test("choices are buttons, and a pressed one is answered as such", async () => {
  const { account, house } = opened;
  const says = (message: object) => house.tells(account.address, { id: newId(), from: { id: "cho" }, ...message });
  await says({ text: "order" });
  await poll(() => house.shown("cho").at(-1)?.choices?.length ?? 0).toBeGreaterThan(1);
  const [choice] = house.shown("cho").at(-1)?.choices ?? [];
  await says({ text: choice?.label ?? "", value: choice?.value });
  await poll(() => house.shown("cho").length).toBe(2);
});

test("an address with a password in it is refused, and neither agents nor errors show it", async () => {
  const settings = { deliverTo: "https://ann:S3CRET@shop.example/in" };
  const errors: string[] = [];
  const kit = { inbox: { settings }, secrets: { secret } } as unknown as ChannelKit;
  try {
    await http().connect(kit);
  } catch (error) {
    errors.push(String(error));
  }
  expect(errors).toEqual([expect.stringContaining("must have no name or password in it")]);
  expect(errors.join()).not.toContain("S3CRET");
});

test("who sends nothing at all is sent away as who has not signed", async () => {
  const { hostname, port, pathname: path } = new URL(opened.account.address);
  const headers = {
    "webhook-id": "1",
    "webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
    "webhook-signature": "v1,a",
  };
  const asked = request({ hostname, port, path, method: "POST", headers });
  // Otherwise Node says that there is a body of no length.
  asked.useChunkedEncodingByDefault = false;
  const answered = once(asked, "response") as Promise<[IncomingMessage]>;
  asked.end();
  const [answer] = await answered;
  answer.resume();
  expect(answer.statusCode).toBe(401);
});

const message = { id: "1", from: { id: "no" }, text: "hi" };
test.each<[string, object | string, Record<string, string>, [number, string]]>([
  ["a wrong signature", message, { "webhook-signature": `v1,${"A".repeat(43)}=` }, [401, ""]],
  ["half a signature", message, { "webhook-signature": "v1," }, [401, ""]],
  ["one of an hour ago", message, { "webhook-timestamp": String(Date.now() / 1_000 - 3_600) }, [401, ""]],
  ["nothing that is known", { hello: 1 }, {}, [400, "id"]],
  ["no JSON", "{", {}, [400, "The body is no JSON."]],
  ["more than there may be", `"${"x".repeat(1_100_000)}"`, {}, [413, ""]],
])("%s is refused, and nothing of it is kept", async (_, told, headers, [status, why]) => {
  const { account, house } = opened;
  const answer = await house.tells(account.address, told, headers);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(why);
  expect(await account.said(await account.conversationOf("no"), "visitor")).toEqual([]);
});

test("a secret is changed without a gap: both are known for a while, then the new one alone", async () => {
  const { account, house, world } = opened;
  const { dialog } = account.running.engine.services;
  const becomes = async (secret: string) => {
    const details = await dialog.inboxDetails({});
    const version = details.find(({ id }) => id === "http")?.version ?? 0;
    await dialog.changeInbox({
      id: "http",
      version,
      secrets: { secret },
      settings: { deliverTo: house.url, n: newId() },
      by: "a test",
    });
  };
  const answers = async (text: string) => {
    const person = await world.person(newId());
    await expect
      .poll(
        async () =>
          await person.writes(text).then(
            () => 204,
            () => 401,
          ),
      )
      .toBe(204);
    await poll(person.sees).toHaveLength(1);
  };
  await becomes(`${next} ${secret}`);
  await answers("Where is my order?");
  house.knows(next);
  await answers("Where is my order?");
  await becomes(next);
  await answers("Where is my order?");
  house.knows(secret);
  await expect.poll(async () => (await house.tells(account.address, message)).status).toBe(401);
});
