/** Whether an engine's memory stays flat: visitors come, ask, are answered or handed over, and leave, for half an hour. */
import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@parley/protocol";
import type { Client } from "./kit/client.ts";
import { each } from "./kit/client.ts";
import { median, quick, report } from "./kit/figures.ts";
import { options } from "./kit/options.ts";
import { connectAgent, connectVisitor } from "./kit/pairs.ts";
import { startServer, type Usage } from "./kit/process.ts";

const SECONDS = quick ? 20 : Number(options.minutes) * 60;
/** Looks at the memory after garbage was collected. */
const LOOKS = 30;
const VISITORS = 200;
const AT_ONCE = 8;
/** Milliseconds between what one visitor does and the next thing. */
const PAUSE = 30;
/** One visit in so many is that of somebody new: what is kept for everybody who ever came would show. */
const NEW = 20;
const MB = 1024 * 1024;
const QUESTIONS = [
  "Where is my order?",
  "怎么退货？",
  "order",
  "what is the capital of mongolia",
  "Can I get an invoice?",
];

const server = await startServer("parley");
await server.tell({ do: "ready" });
const [token = ""] = await server.tell<string[]>({ do: "signIn", count: 1 });
const agent = await connectAgent(server.url, token);
const tokens = await each(Array.from({ length: VISITORS }), AT_ONCE, async () => {
  const { client, welcome } = await connectVisitor(server.url);
  client.close();
  return welcome.token;
});

const end = performance.now() + SECONDS * 1000;
const done = { visits: 0, messages: 0 };
const looks: Usage[] = [];
await Promise.all([watch(), ...Array.from({ length: AT_ONCE }, visits)]);
await server.stop();

console.table(looks.map(({ rss, heapUsed }) => ({ "RSS, MB": rounded(rss / MB), "heap, MB": rounded(heapUsed / MB) })));
console.log(`${done.visits} visits, ${done.messages} messages in ${SECONDS} s`);
const third = Math.floor(looks.length / 3);
// Caches fill in the first third.
const [before, after] = [looks.slice(third, 2 * third), looks.slice(2 * third)];
const growth = (of: (usage: Usage) => number) => median(after.map(of)) / median(before.map(of));
await report(
  `soak: ${SECONDS} s, the last third of the looks at the memory, of the second third`,
  [
    { figure: "heap", measured: growth(({ heapUsed }) => heapUsed), must: 1.1, aim: 1.03, better: "less" },
    { figure: "RSS", measured: growth(({ rss }) => rss), must: 1.1, aim: 1.03, better: "less" },
  ],
  { looks, ...done },
);
process.exit();

async function watch(): Promise<void> {
  const every = (SECONDS * 1000) / LOOKS;
  while (performance.now() + every / 2 < end) {
    await wait(every);
    looks.push(await server.settledUsage());
  }
}

async function visits(): Promise<void> {
  while (performance.now() < end) {
    done.visits++;
    const known = done.visits % NEW === 0 ? undefined : tokens[done.visits % VISITORS];
    const { client, welcome } = await connectVisitor(server.url, known);
    await visit(client, welcome.conversation.id);
    client.close();
  }
}

/** Asks, is handed over, talks, is let go. Another tab of the same visitor may do the same at once: refusals are part of it. */
async function visit(visitor: Client, conversationId: string): Promise<void> {
  const say = async (content: object) => {
    done.messages++;
    await visitor.ask("send", { id: newId(), content });
    await wait(PAUSE);
  };
  for (const text of QUESTIONS) await say({ type: "text", text });
  await say({ type: "choice", text: "Talk to a person", value: "human" });
  const act = (event: string, more: object = {}) =>
    agent.ask(event, { conversationId, id: newId(), ...more }).catch(() => {});
  await act("claim");
  await act("open");
  await act("send", { content: { type: "text", text: "Good morning, I will look it up." } });
  await say({ type: "text", text: "Thank you." });
  await act("close");
  await act("leave");
  await visitor.ask("rate", { id: newId(), score: 4 }).catch(() => {});
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
