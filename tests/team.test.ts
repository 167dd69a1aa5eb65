import type { Member } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, owner } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";

test("a member who is disabled loses the open console at once and gets no new one", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const olivia = await owner(running);
  const gone = new Promise((resolve) => amy.socket.once("disconnect", resolve));
  const { id } = amy.welcome.me;
  expect(await olivia.call<Member>("PATCH", `/team/${id}`, { disabled: true })).toMatchObject({ disabled: true });
  await gone;
  await expect(amy.api.call("GET", "/session")).rejects.toMatchObject({ status: 401 });
});
