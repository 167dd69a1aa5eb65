import { type Attendance, type Compared, newId, type OpenedConversation, type Visit } from "@parley/protocol";
import { expect, test } from "vitest";
import { agent, agentSocket } from "./support/agent.ts";
import { type RunningEngine, startEngine } from "./support/engine.ts";
import { signUntil } from "./support/signs.ts";
import { visitor } from "./support/visitor.ts";

type Visitor = Awaited<ReturnType<typeof visitor>>;
type Agent = Awaited<ReturnType<typeof agentSocket>>;

const idOf = ({ welcome }: Visitor) => welcome.conversation.id;

/** What a console knows of who is there: by its own hello, then by pushes. */
function watches({ socket, welcome }: Agent) {
  const online = new Set(welcome.online);
  const told: Attendance[] = [];
  socket.on("online", (moved) => {
    told.push(moved);
    for (const id of moved.came) online.add(id);
    for (const id of moved.left) online.delete(id);
  });
  return {
    told,
    sees: (one: Visitor, there: boolean) => expect.poll(() => online.has(idOf(one))).toBe(there),
  };
}

async function waits(running: RunningEngine, options = {}) {
  const ann = await visitor(running.url, options);
  await ann.send("转人工");
  await ann.sees("queued");
  return ann;
}

test("[P6] consoles hear who of the visitors comes and leaves, by push, hello, open and heads", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const screen = watches(amy);
  const ann = await visitor(running.url);
  await ann.send("Where is my order?");
  await screen.sees(ann, true);
  const again = await agentSocket(running.url, amy.api);
  expect(again.welcome.online).toEqual([idOf(ann)]);
  const opened = await amy.ask<OpenedConversation>("open", { conversationId: idOf(ann) });
  expect(opened.online).toBe(true);

  ann.socket.disconnect();
  await screen.sees(ann, false);
  const heads = { [idOf(ann)]: 1000, everyone: 1, [newId()]: 1 };
  expect(await amy.ask<Compared>("heads", { heads })).toEqual({ items: [], online: [] });
  expect((await amy.open(idOf(ann))).online).toBe(false);

  const back = await visitor(running.url, { token: ann.welcome.token });
  await screen.sees(ann, true);
  expect((await amy.ask<Compared>("heads", { heads })).online).toEqual([idOf(back)]);
});

test("[P6] one of two tabs is no leaving; who has said nothing is nobody's news", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const screen = watches(amy);
  const silent = await visitor(running.url);
  const ann = await visitor(running.url);
  await ann.send("Where is my order?");
  await screen.sees(ann, true);
  const second = await visitor(running.url, { token: ann.welcome.token });
  ann.socket.disconnect();
  const bea = await waits(running);
  await screen.sees(bea, true);
  // Who goes on to the next page has some seconds for it, which attendance.test.ts counts by a clock of its own.
  const third = await visitor(running.url, { token: ann.welcome.token });
  second.socket.disconnect();
  silent.socket.disconnect();
  bea.socket.disconnect();
  await screen.sees(bea, false);
  const left = screen.told.flatMap((moved) => moved.left);
  expect(left).toEqual([idOf(bea)]);
  expect(screen.told.flatMap(({ came }) => came)).not.toContain(idOf(silent));
  expect(third.socket.connected).toBe(true);
});

test("[H1] places count those who are there; who has left keeps the place", async () => {
  const running = await startEngine();
  await agent(running, "Amy");
  const [ann, bea, cid] = [await waits(running), await waits(running), await waits(running)];
  await expect.poll(() => cid.places.at(-1)).toMatchObject({ position: 3 });
  ann.socket.disconnect();
  await expect.poll(() => cid.places.at(-1)).toMatchObject({ position: 2 });
  await expect.poll(() => bea.places.at(-1)).toMatchObject({ position: 1 });
  // The bot counts as the pushes do.
  const dan = await waits(running, { locale: "en" });
  const said = () => dan.messages().map(({ content }) => content.text);
  await expect.poll(() => said().join(" ")).toMatch(/number 3 in line|第 3 位/);
  const back = await visitor(running.url, { token: ann.welcome.token });
  expect(back.welcome.queue).toMatchObject({ position: 1 });
  await expect.poll(() => cid.places.at(-1)).toMatchObject({ position: 3 });
});

test("[P7] what a visitor looks at is on the screen of who has the conversation open, at once, without secrets", async () => {
  const running = await startEngine();
  const [amy, ben] = [await agent(running, "Amy"), await agent(running, "Ben")];
  const ann = await visitor(running.url);
  await ann.send("Where is my order?");
  await amy.lists(idOf(ann), "bot");
  await amy.open(idOf(ann));
  const heard: Visit[][] = [[], []];
  for (const [index, { socket }] of [amy, ben].entries()) socket.on("page", (visit) => heard[index]?.push(visit));
  const seen = (page: Visit["page"]) => (patience: { timeout: number }) =>
    expect.poll(() => heard[0], patience).toContainEqual({ conversationId: idOf(ann), page });
  const sizes = { url: "https://shop.example/sizes?token=abc", title: "Sizes" };
  await signUntil(seen({ ...sizes, url: "https://shop.example/sizes?token=hidden" }), () =>
    ann.socket.emit("page", sizes),
  );
  const page = { url: "https://shop.example/cart", title: "Cart" };
  await signUntil(seen(page), () => ann.ask("hello", { locale: "en", page }));
  expect(JSON.stringify(heard)).not.toContain("abc");
  expect(heard[1]).toEqual([]);
});
