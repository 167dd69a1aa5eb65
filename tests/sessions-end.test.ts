import { newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { makeOwnerLink } from "../packages/engine/src/services/users/owner-link.ts";
import { agentSocket, api, member, owner } from "./support/agent.ts";
import { type RunningEngine, startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

const PASSWORD = "correct horse battery";
const ada = { email: "ada@example.com", password: PASSWORD };

/** Ways in which a session of Ada's ends; each is told her browser and the engine. */
const WAYS: Record<
  string,
  (world: { running: RunningEngine; mine: ReturnType<typeof api>; id: string }) => Promise<unknown>
> = {
  "she signs out": ({ mine }) => mine.call("DELETE", "/session"),
  "she signs in again over the old cookie": ({ mine }) => mine.call("POST", "/session", ada),
  "somebody else signs in over the old cookie": ({ mine }) =>
    mine.call("POST", "/session", { email: "owner@example.com", password: PASSWORD }),
  "a link sets another password, anywhere": async ({ running, id }) => {
    const { setupToken } = await (await owner(running)).call<{ setupToken: string }>("POST", `/team/${id}/invitation`);
    await api(running.url).call("POST", "/setup", { token: setupToken, password: "an entirely new one" });
  },
  "she changes the password in another browser": async ({ running }) => {
    const other = api(running.url);
    await other.call("POST", "/session", ada);
    await other.call("PUT", "/session/password", { current: PASSWORD, password: "an entirely new one" });
  },
  "she is disabled": async ({ running, id }) => (await owner(running)).call("PATCH", `/team/${id}`, { disabled: true }),
};

test.each(Object.entries(WAYS))("[V6] when %s, her open console hears and does nothing any more", async (_, end) => {
  const running = await startEngine();
  const mine = await member(running, "Ada");
  const console = await agentSocket(running.url, mine);
  const ended = new Promise((resolve) => void console.socket.once("disconnect", resolve));
  const { id } = console.welcome.me;
  const before = mine.jar.cookie;
  const ann = await visitor(running.url);
  await ann.send("转人工");
  const { id: conversationId } = ann.welcome.conversation;
  await console.lists(conversationId, "queued");
  await console.open(conversationId);

  await end({ running, mine, id });
  await ended;
  const heard = console.events.length;
  await ann.send("my secret");
  console.socket.emit("claim", { conversationId, id: newId() }, () => undefined);
  const state = async () => (await running.engine.services.dialog.get({ conversationId })).conversation.state.status;
  expect(await state()).toBe("queued");
  expect(console.events).toHaveLength(heard);
  // Nor does it come back.
  const again = api(running.url, before);
  await expect(agentSocket(running.url, again)).rejects.toThrow();
});

test("[V6] when the owner's link is used, the owner's open consoles end", async () => {
  const running = await startEngine();
  const thief = await owner(running);
  const console = await agentSocket(running.url, thief);
  const ended = new Promise((resolve) => void console.socket.once("disconnect", resolve));
  const { store } = running.engine.services;
  if (!store) throw new Error("The store is here.");
  const { token } = await makeOwnerLink(store);
  await api(running.url).call("POST", "/setup", { token, password: "an entirely new one" });
  await ended;
  await expect(agentSocket(running.url, thief)).rejects.toThrow();
});
