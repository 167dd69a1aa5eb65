import { newId, PROTOCOL_VERSION, type Welcome } from "@parley/protocol";
import { type Client, connect, each } from "./client.ts";
import type { ServerProcess } from "./process.ts";

/** A visitor and the agent who has the conversation, so that the bot is silent. */
export interface Pair {
  /** Resolves when the visitor's message is acknowledged. */
  send: (id: string, text: string) => Promise<unknown>;
  /** Messages that the agent has been shown. */
  arrived: () => number;
}

const AT_ONCE = 20;
const MESSAGE = '"type":"message"';

/** Pairs on a bare Socket.IO server: two clients in a room. */
export async function barePairs(url: string, count: number): Promise<Pair[]> {
  return await each(Array.from({ length: count }, newId), AT_ONCE, async (conversationId) => {
    const [visitor, agent] = [await connect(url), await connect(url)];
    for (const client of [visitor, agent]) await client.ask("join", conversationId);
    return {
      send: (id, text) => visitor.ask("send", { id, conversationId, content: { type: "text", text } }),
      arrived: countMessages(agent),
    };
  });
}

/** Pairs on an engine: each agent a member of the team with a console of his own. */
export async function parleyPairs(server: ServerProcess, count: number): Promise<Pair[]> {
  const tokens = await server.tell<string[]>({ do: "signIn", count });
  return await each(tokens, AT_ONCE, async (token) => {
    const { client: visitor, welcome } = await connectVisitor(server.url);
    const agent = await connectAgent(server.url, token);
    const { id: conversationId } = welcome.conversation;
    await agent.ask("claim", { conversationId, id: newId() });
    await agent.ask("open", { conversationId });
    return {
      send: (id, text) => visitor.ask("send", { id, content: { type: "text", text } }),
      arrived: countMessages(agent),
    };
  });
}

/** A visitor who has said hello; a new one, or the one of the token. */
export async function connectVisitor(url: string, token?: string, after?: number) {
  const auth = { protocol: PROTOCOL_VERSION, ...(token && { token }) };
  const client = await connect(url, { namespace: "/visitor", auth });
  const hello = { locale: "en", page: { url: "https://shop.example/" }, ...(after !== undefined && { after }) };
  return { client, welcome: await client.ask<Welcome>("hello", hello) };
}

/** A console. */
export async function connectAgent(url: string, token: string): Promise<Client> {
  const headers = { cookie: `parley=${token}`, origin: url };
  const agent = await connect(url, { namespace: "/agent", auth: { protocol: PROTOCOL_VERSION }, headers });
  await agent.ask("hello", {});
  return agent;
}

function countMessages(client: Client): () => number {
  let count = 0;
  client.onPush = (packet) => {
    if (packet.includes('["event"') && packet.includes(MESSAGE)) count += 1;
  };
  return () => count;
}
