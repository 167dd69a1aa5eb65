import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { agent, agentSocket, api, owner } from "./support/agent.ts";
import { serveEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

async function engineOfItsOwn() {
  const folder = await mkdtemp(join(tmpdir(), "two-engines-"));
  const served = await serveEngine({ store: folder, secret: "the same secret for both of them" });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= served.stop());
  onTestFinished(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...served, folder, stop };
}

test("two engines in one process share nothing: people, conversations, sessions, words", async () => {
  const [one, other] = [await engineOfItsOwn(), await engineOfItsOwn()];
  const [amy, bea] = [await agent(one, "Amy"), await agent(other, "Bea")];
  const ann = await visitor(one.url);
  await ann.send("only here: kanarienvogel");
  await expect.poll(() => [...amy.items.keys()]).toEqual([ann.welcome.conversation.id]);

  // Neither a cookie, nor a token, nor an id of one opens anything at the other.
  await expect(api(other.url, amy.api.jar.cookie).call("GET", "/session")).rejects.toMatchObject({ status: 401 });
  await expect(visitor(other.url, { token: ann.welcome.token })).rejects.toThrow();
  await expect(bea.open(ann.welcome.conversation.id)).rejects.toMatchObject({ data: { code: "notFound" } });
  expect([...bea.items.keys()]).toEqual([]);
  const team = await (await owner(other)).call<{ name: string }[]>("GET", "/team");
  expect(team.map(({ name }) => name)).toEqual(["Olivia Owner", "Bea"]);

  // The end of one is none of the other's business.
  const bob = await visitor(other.url);
  await one.stop();
  await bob.send("still here");
  await expect.poll(() => [...bea.items.keys()]).toEqual([bob.welcome.conversation.id]);
  expect((await agentSocket(other.url, bea.api)).items.size).toBe(1);
  expect(JSON.stringify(await other.engine.services.dialog.list({ limit: 10 }))).not.toContain("kanarienvogel");
});
