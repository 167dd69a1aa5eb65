import type { SavedSettings } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

test("[A6] a policy that changes reaches open consoles, whatever happens in the conversation", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy", "admin");
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a person");
  const { id } = ann.welcome.conversation;
  await amy.lists(id, "queued");
  const promised = () => amy.items.get(id)?.promises?.map(({ of }) => of);
  expect(promised()).toBeUndefined();
  const { sla } = await amy.api.call<SavedSettings>("GET", "/settings");
  const policy = {
    id: "usual",
    name: "Usual",
    when: {},
    minutes: { firstReply: 30 },
    counts: "always",
    near: {},
    missed: {},
  };
  await amy.api.call("PUT", "/settings/sla", { version: sla.version, value: { policies: [policy] } });
  await expect.poll(promised).toEqual(["firstReply"]);
  amy.socket.disconnect();
});
