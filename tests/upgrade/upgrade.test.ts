import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Conversation, ConversationEvent, Intent, LogPage, Member, Receipt } from "@parley/protocol";
import { afterAll, expect, onTestFinished, test } from "vitest";
import type { AnyDoc } from "../../packages/engine/src/store/document.ts";
import { openStore } from "../../packages/engine/src/store/open.ts";
import { readBackup } from "../../packages/engine/src/upkeep/read-backup.ts";
import { restore } from "../../packages/engine/src/upkeep/restore.ts";
import { closePlaces, type Place, places } from "../../packages/engine/src/upkeep/upkeep.test.kit.ts";
import { agentSocket, api } from "../support/agent.ts";
import { serveEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/**
 * Stores that versions before made and people used: conversations in every state, members, a profile, knowledge that was edited. Each is kept as
 * that version's own backup, without models; its `people.json` has who they were. A layout that changes has to open them still.
 */
const MADE_BY = { "0.1.0": "0.1.0", "the version before contacts": "layout-3" };
const PASSWORD = "violet harbor 93 lantern";

interface Person {
  token: string;
  id: string;
}
interface People {
  visitors: Record<string, Person>;
  members: [owner: string, agent: string, supervisor: string];
  repeat: { id: string; seq: number; token: string };
}

afterAll(closePlaces);

const fileOf = (name: string) => fileURLToPath(new URL(`${name}.backup.gz`, import.meta.url));

/** All that is in the backup, by collection. */
async function written(name: string): Promise<Map<string, AnyDoc[]>> {
  const all = new Map<string, AnyDoc[]>();
  await readBackup(fileOf(name), {
    onDocs: async ({ collection }, docs) => void all.set(collection, [...(all.get(collection) ?? []), ...docs]),
  });
  return all;
}

async function opened(name: string, place: Place) {
  const people = JSON.parse(await readFile(new URL(`${name}.people.json`, import.meta.url), "utf8")) as People;
  const where = await place.another();
  await restore({ file: fileOf(name), to: where });
  const store = await openStore(where);
  // However long ago it was.
  await store.collection<AnyDoc>("visitorTokens").updateMany({}, { $set: { expiresAt: Date.now() + 86_400_000 } });
  await store.close();
  const { url, stop } = await serveEngine({ store: where, times: {} });
  onTestFinished(async () => {
    await stop();
    if (!where.startsWith("mongodb")) await rm(where, { recursive: true, force: true });
  });
  const signedIn = async (email: string) => {
    const mine = api(url);
    await mine.call("POST", "/session", { email, password: PASSWORD });
    return { ...(await agentSocket(url, mine)), api: mine };
  };
  return { url, people, signedIn };
}

type Console = Awaited<ReturnType<Awaited<ReturnType<typeof opened>>["signedIn"]>>;

async function logOf({ ask }: Console, conversationId: string): Promise<ConversationEvent[]> {
  return (await ask<LogPage>("sync", { conversationId, after: 0 })).events;
}

const stores = Object.entries(MADE_BY).flatMap(([version, name]) => places.map((place) => ({ version, name, place })));

for (const { version, name, place } of stores) {
  test(`a store of ${version} in ${place.name} is opened as it was: everything is there, and once`, async () => {
    const { people, signedIn } = await opened(name, place);
    const before = await written(name);
    const docs = <T>(name: string) => (before.get(name) ?? []) as unknown as (T & AnyDoc)[];
    const olivia = await signedIn(people.members[0]);
    const conversations = docs<{ head: { conversation: Conversation } }>("conversations");
    expect(conversations).toHaveLength(Object.keys(people.visitors).length);
    expect([...olivia.items.keys()].sort()).toEqual(conversations.map(({ _id }) => _id).sort());
    for (const { _id, head } of conversations) {
      const { item } = await olivia.open(_id);
      expect(item.conversation).toEqual(head.conversation);
      const events = docs<ConversationEvent>("events").filter(({ conversationId }) => conversationId === _id);
      const inOrder = events.toSorted((a, b) => a.seq - b.seq).map(({ _id: _key, ...event }) => event);
      expect(await logOf(olivia, _id)).toEqual(inOrder);
    }
    expect((await olivia.open(people.visitors["bot"]?.id ?? "")).item.visitor.profile).toMatchObject({ name: "Bert1" });
    const team = await olivia.api.call<Member[]>("GET", "/team");
    expect(team.map(({ email }) => email).sort()).toEqual(
      docs<Member>("members")
        .map(({ email }) => email)
        .sort(),
    );
    const intents = async () => (await olivia.api.call<{ intents: Intent[] }>("GET", "/knowledge")).intents;
    const stored = docs<Intent>("intents").map(({ _id, ...intent }) => intent);
    await expect.poll(intents).toMatchObject(stored);
  });

  test(`who wrote and who answered in a store of ${version} in ${place.name} goes on where they were`, async () => {
    const { url, people, signedIn } = await opened(name, place);
    const [, amyEmail, sueEmail] = people.members;
    const [amy, sue] = [await signedIn(amyEmail), await signedIn(sueEmail)];
    const who = async (visitorName: string) => {
      const one = await visitor(url, { token: people.visitors[visitorName]?.token ?? "" });
      expect(one.welcome.conversation.id).toBe(people.visitors[visitorName]?.id);
      return one;
    };
    const bot = await who("bot");
    const content = { type: "text", text: "Where is my order?" };
    const again = await bot.ask<Receipt>("send", { id: people.repeat.id, content });
    expect([again.duplicate, again.seq]).toEqual([true, people.repeat.seq]);
    await bot.answerTo(await bot.send("How do I return an item?"));

    for (const name of ["queued", "choice", "back"]) {
      const waiting = await who(name);
      expect(waiting.welcome.queue?.position).toBeGreaterThan(0);
      await amy.claim(waiting.welcome.conversation.id);
      await waiting.sees("claimed");
    }
    const held = await who("held");
    await amy.send(held.welcome.conversation.id, "I am here still");
    await held.sees("message");
    const handed = await who("handed");
    await expect(amy.send(handed.welcome.conversation.id, "Not mine")).rejects.toMatchObject({
      data: { code: "forbidden" },
    });
    await sue.send(handed.welcome.conversation.id, "I am Sue still");

    const rated = await who("rated");
    expect(rated.welcome.conversation.state).toMatchObject({ status: "closed", score: 5 });
    await rated.answerTo(await rated.send("How do I return an item?"));
    expect((await rated.sees("opened")).author).toEqual({ kind: "visitor" });
  });
}
