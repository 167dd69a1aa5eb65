/** How much a server keeps for a client that has stopped reading while much is said to it: bare Socket.IO, and the engine. */
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import { type Client, connect, each } from "./kit/client.ts";
import { quick, report } from "./kit/figures.ts";
import { connectAgent, connectVisitor } from "./kit/pairs.ts";
import { type ServerProcess, startServer } from "./kit/process.ts";

const MESSAGES = quick ? 2_000 : 12_000;
const AT_ONCE = 32;
const TEXT = "x".repeat(2_000);
const MB = 1024 * 1024;

const bare = await bareGrowth();
const parley = await parleyGrowth();
console.table({ "bare Socket.IO": bare, Parley: parley });
await report(
  `slow consumer: ${MESSAGES} messages of 2 KB that nobody reads`,
  [
    { figure: "most that was queued, MB", measured: parley.queuedMB, must: 1, aim: 0.25, better: "less" },
    { figure: "cut off (1 is yes)", measured: parley.cut ? 1 : 0, must: 1, aim: 1, better: "more" },
  ],
  { bare, parley },
);
process.exit();

async function bareGrowth() {
  const server = await startServer("bare");
  const conversationId = newId();
  const [reader, sender] = [await connect(server.url), await connect(server.url)];
  await reader.ask("join", conversationId);
  const content = { type: "text", text: TEXT };
  const send = () => sender.ask("send", { id: newId(), conversationId, content });
  return await stopReading(server, reader, send);
}

async function parleyGrowth() {
  const server = await startServer("parley");
  const [token = ""] = await server.tell<string[]>({ do: "signIn", count: 1 });
  const agent = await connectAgent(server.url, token);
  const { client: reader, welcome } = await connectVisitor(server.url);
  const conversationId = welcome.conversation.id;
  await agent.ask("claim", { conversationId, id: newId() });
  const content = { type: "text", text: TEXT };
  const send = () => agent.ask("send", { id: newId(), conversationId, content });
  return await stopReading(server, reader, send);
}

/** Lets the reader stop reading, then sends. Resolves to the most that was queued for it, and whether it was cut off. */
async function stopReading(server: ServerProcess, reader: Client, send: () => Promise<unknown>) {
  await server.tell({ do: "watchQueues" });
  reader.socket.pause();
  await each(Array.from({ length: MESSAGES }), AT_ONCE, send);
  const longest = await server.tell<number>({ do: "longestQueue" });
  let cut = false;
  reader.onEnd = () => (cut = true);
  reader.socket.resume();
  await wait(1_000);
  const result = { queuedMB: longest / MB, cut };
  reader.close();
  await server.stop();
  return result;
}
