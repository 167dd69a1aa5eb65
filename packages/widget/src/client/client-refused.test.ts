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
  const id = chat.send("x".repeat(4001));
  await poll(() => deliveries(chat)).toEqual(["failed"]);
  chat.discard(id);
  await poll(() => chat.messages.value).toEqual([]);
});
