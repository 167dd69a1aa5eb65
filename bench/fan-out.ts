/**
 * What each further receiver of a message costs: the tabs and devices of one visitor, or consoles that have a conversation
 * open. The floor is a room of bare Socket.IO with as many receivers.
 *
 * The writing of a message is paid once, however many receive it, and measured by `delivery`; it is taken off here as the cost
 * of a message that only one receives.
 */
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { type Client, connect, each } from "./kit/client.ts";
import { type Figure, interleave, quick, report } from "./kit/figures.ts";
import { connectAgent, connectVisitor } from "./kit/pairs.ts";
import { type ServerProcess, startServer } from "./kit/process.ts";

/** Conversations on one server, each with as many receivers. */
interface Rooms {
  server: ServerProcess;
  senders: readonly (() => Promise<unknown>)[];
  /** Makes every room hold so many receivers. */
  fill: (receivers: number) => Promise<void>;
  received: () => number;
}

const ROOMS = quick ? 2 : 16;
const DELIVERIES = quick ? 400 : 60_000;
const MOST_MESSAGES = quick ? 200 : 6_000;
const RECEIVERS = [10, 50];
const TEXT = "Where is my parcel? It should have been here on Monday.";
const content = { type: "text", text: TEXT };

const bare = await bareRooms();
const parley = await parleyRooms();
const figures: Figure[] = [];
const measured: Record<number, unknown> = {};
const floors: Record<string, number[]> = {};
for (const rooms of [bare, parley]) await costOf(rooms, 1);
for (const receivers of RECEIVERS) {
  const runs = await interleave(
    () => costOfReceiver(bare, receivers),
    () => costOfReceiver(parley, receivers),
  );
  const ratio = runs.ratio(({ cpu }) => cpu);
  figures.push({
    figure: `CPU a delivery, ${receivers} receivers`,
    measured: ratio,
    must: 1.3,
    aim: 1.1,
    better: "less",
  });
  measured[receivers] = runs;
  floors[`CPU a delivery, ${receivers} receivers`] = runs.floors.map(({ cpu }) => cpu);
  console.log(`${receivers} receivers, µs of CPU a delivery: bare Socket.IO, then Parley`);
  console.table([...runs.floors, ...runs.products]);
}
await Promise.all([bare.server.stop(), parley.server.stop()]);
await report("fan-out: of rooms of bare Socket.IO", figures, measured, floors);
process.exit();

async function costOfReceiver(rooms: Rooms, receivers: number) {
  const before = await costOf(rooms, 1);
  const together = await costOf(rooms, receivers);
  const alone = (before + (await costOf(rooms, 1))) / 2;
  return { cpu: (together - alone) / (receivers - 1), alone, together };
}

/** Microseconds of processor time for a message that so many receive. */
async function costOf(rooms: Rooms, receivers: number): Promise<number> {
  await rooms.fill(receivers);
  const messages = Math.min(MOST_MESSAGES, DELIVERIES / receivers);
  const [before, received] = [await rooms.server.usage(), rooms.received()];
  let begun = 0;
  await Promise.all(
    rooms.senders.map(async (send) => {
      while (begun < messages) {
        begun += 1;
        await send();
      }
    }),
  );
  await wait(quick ? 300 : 1_500);
  const missing = begun * receivers - (rooms.received() - received);
  if (missing !== 0) throw new Error(`${missing} deliveries have not arrived.`);
  return ((await rooms.server.usage()).cpu - before.cpu) / begun;
}

function createReceivers(open: readonly (() => Promise<Client>)[]) {
  const rooms = open.map((enter) => ({ enter, clients: [] as Client[] }));
  let count = 0;
  return {
    received: () => count,
    async fill(receivers: number) {
      await each(rooms, ROOMS, async ({ enter, clients }) => {
        for (const client of clients.splice(receivers)) client.close();
        while (clients.length < receivers) {
          const client = await enter();
          client.onPush = (packet) => {
            if (packet.includes('["event"') && packet.includes(TEXT)) count += 1;
          };
          clients.push(client);
        }
      });
      await wait(300);
    },
  };
}

async function bareRooms(): Promise<Rooms> {
  const server = await startServer("bare");
  const rooms = await each(Array.from({ length: ROOMS }, newId), ROOMS, async (conversationId) => {
    const sender = await connect(server.url);
    const enter = async () => {
      const client = await connect(server.url);
      await client.ask("join", conversationId);
      return client;
    };
    return { enter, send: () => sender.ask("send", { id: newId(), conversationId, content }) };
  });
  return { server, ...createReceivers(rooms.map(({ enter }) => enter)), senders: rooms.map(({ send }) => send) };
}

/** Agents write; their visitors' tabs receive. */
async function parleyRooms(): Promise<Rooms> {
  const server = await startServer("parley");
  const tokens = await server.tell<string[]>({ do: "signIn", count: ROOMS });
  const rooms = await each(tokens, ROOMS, async (token) => {
    const agent = await connectAgent(server.url, token);
    const { client, welcome } = await connectVisitor(server.url);
    const conversationId = welcome.conversation.id;
    await agent.ask("claim", { conversationId, id: newId() });
    client.close();
    const enter = async () => (await connectVisitor(server.url, welcome.token)).client;
    return { enter, send: () => agent.ask("send", { id: newId(), conversationId, content }) };
  });
  return { server, ...createReceivers(rooms.map(({ enter }) => enter)), senders: rooms.map(({ send }) => send) };
}
