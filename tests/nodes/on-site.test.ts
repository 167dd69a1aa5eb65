import { newId, type OnSite } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { openPage, showWho } from "../live/pages.ts";
import { agent, owner } from "../support/agent.ts";
import { visitor } from "../support/visitor.ts";
import { findShared, startThree } from "./nodes.ts";

const shared = await findShared();
afterAll(async () => {
  await shared?.redis.kill();
  await shared?.mongo.stop();
});

test.runIf(shared)(
  "[O3] who is on the site is seen from every node, and an invitation reaches them on any",
  async () => {
    const [first, second, third] = await startThree(shared as NonNullable<typeof shared>);
    await showWho({ boss: await owner(first) }, "web");
    const amy = await agent(second, "Amy");
    const people = async () => (await amy.ask<OnSite>("onSite", {})).people;
    const page = openPage(first.url, "web", { page: { url: "https://shop.example/one" } });
    const elsewhere = openPage(third.url, "web", { key: page.key, page: { url: "https://shop.example/two" } });
    await expect.poll(async () => (await page.post("", told(page.key))).status).toBe(200);
    await expect.poll(async () => (await people()).length).toBe(1);
    // The next page leads to another node: it is the same person, on the page that they are on now.
    await expect.poll(async () => (await elsewhere.tell()).every).toBeGreaterThan(0);
    expect((await people()).map(({ page: { url } }) => url)).toEqual(["https://shop.example/two"]);
    const to = (await people())[0]?.id;
    const id = newId();
    await amy.ask("invite", { id, inboxId: "web", to, text: "Can I help?" });
    await expect.poll(async () => (await page.tell()).invitation?.id, { interval: 300 }).toBe(id);
    const bea = await visitor(third.url);
    const answer = { key: page.key, invitation: id, token: bea.welcome.token };
    expect(await (await elsewhere.post("/answer", answer)).json()).toEqual({ taken: true });
    expect(await (await page.post("/answer", answer)).json()).toEqual({ taken: true });
    await bea.send("yes");
    const said = () => [...new Map(bea.messages().map((event) => [event.seq, event.content.text])).values()];
    await expect.poll(said).toEqual(["Can I help?", "yes"]);
    await page.tell({ gone: true });
    expect(await people()).toEqual([]);
  },
);

const told = (key: string) => ({ key, page: { url: "https://shop.example/one" }, locale: "en", visits: 1 });
