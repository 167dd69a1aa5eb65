import { type DeskSettings, newId } from "@parley/protocol";
import { afterAll, describe, expect, test } from "vitest";
import type { Peer } from "../../packages/engine/src/agents/bridges/peer.test.kit.ts";
import { owner } from "../support/agent.ts";
import { bridgeWorld, poll } from "./world.ts";

const RATES = { message: { burst: 1_000, perMinute: 60_000 }, publicApi: { burst: 1_000, perMinute: 60_000 } };

export interface ContractParts {
  type: string;
  open: () => Promise<Peer>;
  /** Whether the root shows where the conversation stands, else lines say so. */
  rootMoves: boolean;
  /** Whether agents see their own words as lines. */
  echoes?: boolean;
}

/** What every bridge does, whatever the house. */
export function bridgeContract({ type, open, rootMoves, echoes = false }: ContractParts): void {
  describe(`agents answer from ${type}`, () => {
    let begun: Promise<Awaited<ReturnType<typeof begin>>> | undefined;
    async function begin() {
      const peer = await open();
      return { peer, world: await bridgeWorld(type, peer, { rates: RATES }) };
    }
    const setting = () => (begun ??= begin());
    afterAll(async () => {
      const { peer, world } = await setting();
      await world.close();
      peer.close();
    });
    let people = 0;
    const somebody = () => `U${(people += 1)}${type.replaceAll("-", "").toUpperCase()}`;
    const shows = async (thread: () => { text: string; lines: string[] }, words: string) =>
      await poll(() => {
        const { text, lines } = thread();
        return (rootMoves ? text : lines.join("\n")).includes(words);
      }).toBe(true);

    test("who waits for a person is shown in the room once, and what they write in its order", async () => {
      const { peer, world } = await setting();
      const id = await world.waiting("first words of Amy");
      const thread = await world.thread("first words of Amy");
      const texts = Array.from({ length: 12 }, (_, index) => `amy says ${index}`);
      for (const text of texts) await world.writes(id, text);
      await poll(() => thread().lines.length).toBe(texts.length);
      expect(thread().lines.map((line) => line.replace(/^.*?: /, ""))).toEqual(texts);
      expect(peer.threads().filter(({ text }) => text.includes("first words of Amy"))).toHaveLength(1);
    });

    test("the first who is linked and writes has the conversation, and their words are the agent's", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      const { id: memberId } = await world.linked("Ann", by);
      const id = await world.waiting("help from Ann please");
      const thread = await world.thread("help from Ann please");
      await peer.write(by, thread().root, "I am here & <listening>");
      await poll(() => world.said(id)).toEqual(["Ann: I am here & <listening>"]);
      const { conversation } = await world.dialog().get({ conversationId: id });
      expect(conversation.state).toMatchObject({ status: "agent", agent: { id: memberId } });
      await shows(thread, "Ann");
      await world.writes(id, "thank you");
      await poll(() => thread().lines.some((line) => line.endsWith("thank you"))).toBe(true);
      expect(thread().lines.filter((line) => line.includes("listening"))).toHaveLength(echoes ? 1 : 0);
    });

    test("words that begin with // are notes that no visitor sees", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      await world.linked("Nora", by);
      const id = await world.waiting("notes are wanted");
      const thread = await world.thread("notes are wanted");
      const ways = [
        "// they are nice",
        "／／他们很好",
        "🔒️ 机密",
        ":lock: secret",
        "@Bob // ask them",
        "\u200b//hidden",
      ];
      for (const way of ways) await peer.write(by, thread().root, way);
      const notes = async () =>
        (await world.dialog().read({ conversationId: id, after: 0 })).events.flatMap((event) =>
          event.type === "note" ? [event.text] : [],
        );
      await poll(async () => (await notes()).toSorted()).toEqual(
        ["they are nice", "他们很好", "机密", "secret", "ask them", "hidden"].toSorted(),
      );
      expect(await world.said(id)).toEqual([]);
      expect(await world.status(id)).toBe("queued");
    });

    test("buttons take and close", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      await world.linked("Bea", by);
      const id = await world.waiting("buttons are pressed");
      const thread = await world.thread("buttons are pressed");
      await peer.press(by, thread().root, "take");
      await poll(() => world.status(id)).toBe("agent");
      await shows(thread, "Bea");
      await peer.press(by, thread().root, "close");
      await poll(() => world.status(id)).toBe("closed");
      if (rootMoves) await poll(() => thread().buttons.includes("take")).toBe(false);
      await peer.write(by, thread().root, "one more word");
      await poll(() => peer.told(by).some((text) => text.includes("is closed"))).toBe(true);
      expect(await world.said(id)).toEqual([]);
    });

    test("[W7] where closing needs a code, the button does not close without, and says why", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      await world.linked("Cody", by);
      const id = await world.waiting("codes are wanted");
      const thread = await world.thread("codes are wanted");
      await peer.press(by, thread().root, "take");
      await poll(() => world.status(id)).toBe("agent");
      const change = async (value: DeskSettings) => {
        const { version } = (await world.dialog().settings({})).desk;
        await world.dialog().changeSettings({ name: "desk", version, value, by: "owner" });
      };
      await change({ tags: [], codes: [{ id: "refund", name: "Refund" }], codeRequired: true });
      await peer.press(by, thread().root, "close");
      await poll(() => peer.told(by).some((text) => text.includes("in the console only"))).toBe(true);
      expect(await world.status(id)).toBe("agent");
      await change({ tags: [], codes: [] });
    });

    test("who is linked to nobody is told so, and nothing is sent", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      const id = await world.waiting("strangers stay out");
      const thread = await world.thread("strangers stay out");
      await peer.write(by, thread().root, "I am nobody");
      await peer.press(by, thread().root, "take");
      await poll(() => peer.told(by).filter((text) => text.includes("linked to nobody")).length).toBe(2);
      expect([await world.said(id), await world.status(id)]).toEqual([[], "queued"]);
    });

    test("who does not see the inbox, or comes second, is told so, and nothing is sent", async () => {
      const { peer, world } = await setting();
      const [first, second, blind] = [somebody(), somebody(), somebody()];
      await world.linked("Cara", first);
      await world.linked("Dora", second);
      const { id: blindId } = await world.linked("Bill", blind);
      const boss = await owner(world.running);
      await boss.call("PATCH", `/team/${blindId}`, { inboxes: [type] });
      const id = await world.waiting("rights are the same");
      const thread = await world.thread("rights are the same");
      await peer.write(blind, thread().root, "from the blind");
      await poll(() => peer.told(blind).some((text) => text.includes("do not see this inbox"))).toBe(true);
      await peer.write(first, thread().root, "from the first");
      await poll(() => world.said(id)).toEqual(["Cara: from the first"]);
      await peer.write(second, thread().root, "from the second");
      await poll(() => peer.told(second).some((text) => text.includes("Cara has this"))).toBe(true);
      expect(await world.said(id)).toEqual(["Cara: from the first"]);
      const trail = await boss.call<{ action: string; by?: string }[]>("GET", "/audit");
      expect(trail).toContainEqual(expect.objectContaining({ action: "denied", by: blindId }));
    });

    test("who is disabled, or unlinks, answers from nowhere at once", async () => {
      const { peer, world } = await setting();
      const [gone, leaver] = [somebody(), somebody()];
      const { id: goneId } = await world.linked("Gina", gone);
      await world.linked("Lena", leaver);
      const id = await world.waiting("people come and go");
      const thread = await world.thread("people come and go");
      const boss = await owner(world.running);
      await boss.call("PATCH", `/team/${goneId}`, { disabled: true });
      await peer.write(gone, thread().root, "still me");
      await poll(() => peer.told(gone).some((text) => text.includes("linked to nobody"))).toBe(true);
      await peer.ask(leaver, "unlink");
      await poll(() => peer.told(leaver).some((text) => text.includes("any more"))).toBe(true);
      await peer.write(leaver, thread().root, "me too");
      await poll(() => peer.told(leaver).some((text) => text.includes("Nothing was sent"))).toBe(true);
      expect(await world.said(id)).toEqual([]);
    });

    test("a code works once, and who tries many is told to wait", async () => {
      const { peer, world } = await setting();
      const [by, other] = [somebody(), somebody()];
      const { mine } = await world.linked("Otto", by);
      const { code } = await mine.call<{ code: string }>("POST", "/bridges/code", {});
      await peer.ask(by, code);
      await poll(() => peer.told(by).length).toBe(2);
      await peer.ask(other, code);
      await poll(() => peer.told(other).at(-1) ?? "").toContain("This code is none");
      for (let tries = 0; tries < 5; tries += 1) await peer.ask(other, "ABCDEFGHJK");
      await poll(() => peer.told(other).at(-1) ?? "").toContain("Too many");
      const links = await mine.call<{ id: string }[]>("GET", "/bridges/links");
      expect(links).toHaveLength(1);
      await mine.call("DELETE", `/bridges/links/${links[0]?.id}`, {});
      expect(await mine.call("GET", "/bridges/links")).toEqual([]);
    });

    test("what is given back and waits again is heard of in the same thread", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      const { id: agentId } = await world.linked("Gwen", by);
      const id = await world.waiting("once and again");
      const thread = await world.thread("once and again");
      await peer.press(by, thread().root, "take");
      await poll(() => world.status(id)).toBe("agent");
      await world.apply(id, { do: "close", author: { kind: "agent", id: agentId, name: "Gwen" } });
      await shows(thread, "Closed by Gwen");
      await world.writes(id, "me once more");
      await world.apply(id, { do: "queue", reason: "asked" });
      await poll(() => thread().lines.some((line) => line.includes("again"))).toBe(true);
      const { root } = thread();
      expect(peer.threads().filter((one) => one.root === root)).toHaveLength(1);
    });

    test("what rested goes on where somebody takes the conversation, whichever node saw that", async () => {
      const { peer, world } = await setting();
      const by = somebody();
      const { id: agentId } = await world.linked("Rita", by);
      const id = await world.waiting("it rests and goes on");
      const thread = await world.thread("it rests and goes on");
      const rita = { id: agentId, name: "Rita" };
      const rests = async () => {
        const { thread } = await world.dialog().bridgeThread({ bridgeId: type, conversationId: id });
        return thread?.open !== true;
      };
      await world.apply(id, { do: "close", author: { kind: "agent", ...rita }, force: true });
      await poll(rests).toBe(true);
      await world.writes(id, "for the bot alone");
      // No gateway carries this: it is as if another node had.
      await world.apply(id, { do: "claim", agent: rita });
      await world.writes(id, "for Rita");
      await poll(() => thread().lines.some((line) => line.endsWith("for Rita"))).toBe(true);
      expect(thread().lines.some((line) => line.includes("for the bot alone"))).toBe(false);
      await peer.write(by, thread().root, "here I am");
      await poll(() => world.said(id)).toEqual(["Rita: here I am"]);
    });

    test("an agent who writes in the console is heard in the room", async () => {
      const { world } = await setting();
      const id = await world.waiting("the console answers");
      const thread = await world.thread("the console answers");
      const carl = { id: newId(), name: "Carl" };
      await world.apply(id, { do: "claim", agent: carl });
      const content = { type: "text" as const, text: "from the console" };
      await world.apply(id, { do: "say", author: { kind: "agent", ...carl }, content });
      await poll(() => thread().lines.some((line) => line.endsWith("Carl: from the console"))).toBe(true);
    });
  });
}
