// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { browser, deliveries, poll, setUp, texts, token } from "./client.fixture.ts";

let setup: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  setup = await setUp();
});
afterEach(() => setup.tearDown());

test("[V5] a token that is not known is forgotten, and the message goes to a new conversation", async () => {
  const profile = browser();
  profile.session.set({ token: "token-of-old", live: true });
  const chat = setup.open(profile);
  chat.send("who am I");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  expect(token(chat)).toBe("token-1");
});

test("[V5] a token that expires in mid-conversation costs no message", async () => {
  const chat = setup.open();
  chat.connect();
  await poll(() => chat.connection.value.status).toBe("online");
  let expired = true;
  setup.engine.faults.refuse = (event) => {
    if (event !== "send" || !expired) return undefined;
    expired = false;
    return { code: "unauthorized", message: "expired" };
  };
  chat.send("still here");
  await poll(() => deliveries(chat)).toEqual(["sent"]);
  await poll(() => texts(chat)).toEqual(["still here"]);
});

test("[V2] a version that is not spoken stops the client, and it says so", async () => {
  setup.engine.faults.refuseConnect = { code: "version", message: "Too old.", details: { supported: [2] } };
  const chat = setup.open();
  chat.send("hello?");
  await poll(() => chat.connection.value).toMatchObject({ status: "stopped", error: { code: "version" } });
  expect(deliveries(chat)).toEqual(["sending"]);
});

test("[V7] an engine that is overloaded is asked again, not before retryAfter", async () => {
  setup.engine.faults.refuseConnect = { code: "overloaded", message: "Busy.", retryAfter: 200 };
  const chat = setup.open();
  chat.connect();
  await poll(() => chat.connection.value.status).toBe("reconnecting");
  setup.engine.faults.refuseConnect = undefined;
  await poll(() => chat.connection.value.status).toBe("online");
});

test("[M13] a message that is refused is shown as failed and can be discarded", async () => {
  setup.engine.faults.refuse = (event) => (event === "send" ? { code: "invalid", message: "Too long." } : undefined);
  const chat = setup.open();
  const id = chat.send("too long for this engine");
  await poll(() => deliveries(chat)).toEqual(["failed"]);
  chat.discard(id);
  await poll(() => chat.messages.value).toEqual([]);
});

test("[M13] what is no message is not sent, makes no bubble, and is told", () => {
  const refused: string[] = [];
  const chat = setup.open({ refused: ({ code }) => refused.push(code) });
  for (const nothing of ["", "  ", undefined, null, "x".repeat(4001)]) expect(chat.send(nothing as string)).toBe("");
  expect(refused).toEqual(Array.from({ length: 5 }, () => "invalid"));
  expect(chat.messages.value).toEqual([]);
  expect(chat.send(42 as unknown as string)).not.toBe("");
});

test("of a profile, numbers are taken for words; a field that is refused is named, takes no other along and does not come again", async () => {
  const told: string[] = [];
  const chat = setup.open({ refused: ({ message }) => told.push(message) });
  const wrong = (input: { email?: unknown; attributes?: Record<string, unknown> }) =>
    input.email ? "email: Invalid" : input.attributes?.["plan"] ? "attributes.plan: Invalid" : undefined;
  const taken: object[] = [];
  setup.engine.faults.refuse = (event, input) => {
    const message = event === "identify" && wrong(input);
    if (event === "identify" && !message) taken.push(input);
    return message ? { code: "invalid", message } : undefined;
  };
  const site = { userId: 42, email: "nobody", name: "Ada", attributes: { plan: {}, since: new Date(0), big: 9n } };
  chat.identify(site as never);
  chat.connect();
  await poll(() => [...told]).toEqual(["identify: email: Invalid", "identify: attributes.plan: Invalid"]);
  const facts = { since: "1970-01-01T00:00:00.000Z", big: "9" };
  await poll(() => Object.assign({}, ...taken.map((input) => ({ ...input, attributes: {} })))).toMatchObject({
    userId: "42",
    name: "Ada",
  });
  taken.length = 0;
  chat.identify({ phone: "1" });
  await poll(() => taken).toEqual([{ userId: "42", name: "Ada", phone: "1", attributes: facts }]);
  expect(told).toHaveLength(2);
});

test("a page that the site tells wrongly does not stop the chat, and no argument means where the browser is", async () => {
  const chat = setup.open();
  chat.page({ url: 42, title: "x".repeat(400) } as never);
  chat.connect();
  const hello = () => setup.engine.heard.find(({ event }) => event === "hello")?.input;
  await poll(hello).toMatchObject({ page: { url: "42", title: "x".repeat(300) } });
});
