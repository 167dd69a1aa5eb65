import { describe, expect, onTestFinished, test } from "vitest";
import { openDingtalk } from "../../packages/engine/src/agents/bridges/dingtalk/peer.test.kit.ts";
import { openFeishu } from "../../packages/engine/src/agents/bridges/feishu/peer.test.kit.ts";
import { openSlack } from "../../packages/engine/src/agents/bridges/slack/peer.test.kit.ts";
import { openWecomApp } from "../../packages/engine/src/agents/bridges/wecom/peer.test.kit.ts";
import { bridgeWorld, poll } from "./world.ts";

const HOUSES = [
  ["slack", openSlack],
  ["feishu", openFeishu],
  ["dingtalk", openDingtalk],
  ["wecom", openWecomApp],
] as const;

describe.each(HOUSES)("an account of %s", { timeout: 120_000 }, (type, open) => {
  test("passes over what comes from another house, or to another app; pointed at another, nobody is linked any more", async () => {
    const peer = await open();
    const world = await bridgeWorld(type, peer);
    onTestFinished(async () => {
      await world.close();
      peer.close();
    });
    const { mine } = await world.linked("Tess", "U1TESS");
    const links = () => mine.call<unknown[]>("GET", "/bridges/links");
    const change = async (changed: object) => {
      const inbox = (await world.dialog().inboxDetails({})).find(({ id }) => id === type);
      await world.dialog().changeInbox({ id: type, version: inbox?.version ?? 0, by: "a test", ...changed });
    };
    const id = await world.waiting("another house calls");
    const thread = await world.thread("another house calls");
    await peer.pressElsewhere("U1TESS", thread().root);
    expect(await world.status(id)).toBe("queued");
    await peer.write("U1TESS", thread().root, "from here");
    await poll(() => world.said(id)).toEqual(["Tess: from here"]);

    // Under another name it is as it was: it is connected anew, and they stay.
    await change({ name: "Our house" });
    await world.restart();
    await world.waiting("still here");
    await world.thread("still here");
    expect(await links()).toHaveLength(1);
    await change({ name: "Another house", settings: peer.move() });
    // A house may only be asked where something is posted.
    await world.waiting("somewhere else");
    await poll(links).toEqual([]);
  });
});
