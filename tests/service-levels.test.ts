import type { LogPage, Mention, Report, SavedSettings, SlaPolicy } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, type Api, owner } from "./support/agent.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

/** So short that it is over before anybody looks. */
const AT_ONCE = 0.001;

async function promise(boss: Api, policy: Partial<SlaPolicy>): Promise<void> {
  const { sla } = await boss.call<SavedSettings>("GET", "/settings");
  const usual = { id: "usual", name: "Usual", when: {}, minutes: { firstReply: AT_ONCE }, counts: "always" };
  const value = { policies: [{ ...usual, ...policy }] };
  await boss.call("PUT", "/settings/sla", { version: sla.version, value });
}

test("[A5, A6] supervisors hear of what is missed where the policy says so, consoles get until when, visitors nothing", async () => {
  const running = await startEngine();
  await promise(await owner(running), { missed: { tell: true }, minutes: { firstReply: AT_ONCE, resolution: 60 } });
  const [amy, sue] = [await agent(running, "Amy"), await agent(running, "Sue", "supervisor")];
  const called: [string, Mention][] = [];
  amy.socket.on("mention", (mention) => called.push(["Amy", mention]));
  sue.socket.on("mention", (mention) => called.push(["Sue", mention]));
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  await expect
    .poll(() => called)
    .toMatchObject([["Sue", { conversationId, by: "Usual", text: "firstReply", about: "missed" }]]);
  await expect
    .poll(() => sue.items.get(conversationId)?.promises)
    .toMatchObject([
      { of: "firstReply", at: expect.any(Number) as number },
      { of: "resolution", at: expect.any(Number) as number },
    ]);
  const seen = JSON.stringify(await ann.ask<LogPage>("sync", { after: 0 }));
  expect(seen).toContain('"hidden"');
  expect(seen).not.toMatch(/promise|firstReply|Usual/);
});

test("[A5] who has it hears of it, and others do not", async () => {
  const running = await startEngine();
  const [amy, sue] = [await agent(running, "Amy"), await agent(running, "Sue", "supervisor")];
  const ann = await visitor(running.url);
  const conversationId = ann.welcome.conversation.id;
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  await amy.claim(conversationId);
  const called: string[] = [];
  amy.socket.on("mention", ({ about }) => called.push(`Amy ${about}`));
  sue.socket.on("mention", ({ about }) => called.push(`Sue ${about}`));
  await promise(await owner(running), {});
  await expect.poll(() => called).toEqual(["Amy missed"]);
});

test("[A1] a policy that makes no sense is refused with where it does not", async () => {
  const running = await startEngine();
  const wrong = promise(await owner(running), { minutes: { firstReply: 0 } });
  await expect(wrong).rejects.toMatchObject({ status: 400, error: { code: "invalid" } });
});

test("[A7] supervisors read in the report what was kept and missed, and take it as a table; agents do not", async () => {
  const running = await startEngine();
  await promise(await owner(running), {});
  const sue = (await agent(running, "Sue", "supervisor")).api;
  const ann = await visitor(running.url);
  await ann.send("I want to talk to a human");
  await ann.sees("queued");
  const range = `from=${Date.now() - 3_600_000}&to=${Date.now() + 3_600_000}&zone=UTC`;
  const all = async () =>
    (await sue.call<Report>("GET", `/report?${range}`)).promises?.filter(({ by }) => by === "all");
  await expect.poll(all).toMatchObject([{ of: "firstReply", kept: 0, missed: 1 }]);
  const table = await (await sue.request("GET", `/report/promises?${range}`)).text();
  expect(table).toContain("promise,by,id,name,kept,missed,share\nfirstReply,all,,,0,1,0.0000\nfirstReply,inbox,web,");
  const { api } = await agent(running, "Amy");
  expect((await api.request("GET", `/report/promises?${range}`)).status).toBe(403);
  const trail = await (await owner(running)).call<{ action: string }[]>("GET", "/audit");
  expect(trail.map(({ action }) => action)).toContain("exportPromises");
});
