import {
  type AgentEvents,
  type AgentPushes,
  type AgentWelcome,
  type ConversationEvent,
  type InboxItem,
  type Invitation,
  newId,
  type OpenedConversation,
  PROTOCOL_VERSION,
  type Receipt,
} from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import { expect } from "vitest";
import type { RunningEngine } from "./engine.ts";
import { ask, connected, trusting } from "./visitor.ts";

const PASSWORD = "correct horse battery";

/** The console's HTTP API with a cookie jar of one cookie. */
export function api(url: string, cookie = "") {
  const jar = { cookie };
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await request(method, path, body);
    const answer = (await response.json()) as T & { error?: { code: string } };
    if (!response.ok) throw Object.assign(new Error(JSON.stringify(answer)), { status: response.status, ...answer });
    return answer;
  }
  async function request(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { "content-type": "application/json", origin: url, cookie: jar.cookie },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie()[0];
    if (set) jar.cookie = set.split(";")[0] ?? "";
    return response;
  }
  return { call, request, jar };
}
export type Api = ReturnType<typeof api>;

/** The owner, signed in; made with the one-time link at the first call. */
export async function owner({ engine, url }: RunningEngine): Promise<Api> {
  const mine = api(url);
  const email = "owner@example.com";
  const { token } = await engine.services.users.ownerSetup({});
  if (token) await mine.call("POST", "/setup", { token, name: "Olivia Owner", email, password: PASSWORD });
  else await mine.call("POST", "/session", { email, password: PASSWORD });
  return mine;
}

/** Who is in the team of an engine by these helpers: each signs in once, as a password takes time and addresses may not try many. */
const teams = new WeakMap<RunningEngine["engine"], Map<string, Promise<Api>>>();

/** A member of the team, invited by the owner and signed in, unless that was done before. */
export async function member(running: RunningEngine, name: string, role = "agent"): Promise<Api> {
  const team = teams.get(running.engine) ?? new Map<string, Promise<Api>>();
  teams.set(running.engine, team);
  const boss = team.get("") ?? owner(running);
  const who = `${role} ${name}`;
  const known = team.get(who) ?? boss.then((signedIn) => invited(running, signedIn, { name, role }));
  team.set("", boss).set(who, known);
  known.catch(() => team.delete(who));
  return await known;
}

async function invited(
  { url }: RunningEngine,
  boss: Api,
  { name, role }: { name: string; role: string },
): Promise<Api> {
  const mine = api(url);
  const email = `${name.toLowerCase()}@example.com`;
  const { setupToken } = await boss.call<Invitation>("POST", "/team", { name, email, role, current: PASSWORD });
  await mine.call("POST", "/setup", { token: setupToken, password: PASSWORD });
  return mine;
}

/** An agent with the console's socket open. */
export async function agent(running: RunningEngine, name: string, role = "agent") {
  const mine = await member(running, name, role);
  return { ...(await agentSocket(running.url, mine)), api: mine };
}

export async function agentSocket(url: string, { jar }: Pick<Api, "jar">) {
  const socket: Socket<AgentPushes, AgentEvents> = await connected(
    io(`${url}/agent`, {
      auth: { protocol: PROTOCOL_VERSION },
      transports: ["websocket"],
      forceNew: true,
      autoConnect: false,
      reconnection: false,
      extraHeaders: { cookie: jar.cookie, origin: url },
      ...trusting(url),
    }),
  );
  const items = new Map<string, InboxItem>();
  const events: ConversationEvent[] = [];
  const take = (item: InboxItem) => {
    const known = items.get(item.conversation.id);
    if (!known || known.conversation.seq <= item.conversation.seq) items.set(item.conversation.id, item);
  };
  socket.on("item", take);
  socket.on("event", (event) => events.push(event));
  const welcome = await ask<AgentWelcome>(socket, "hello", {});
  for (const item of welcome.inbox) take(item);

  return {
    socket,
    welcome,
    items,
    events,
    ask: <T>(event: string, input: unknown) => ask<T>(socket, event, input),
    open: (conversationId: string) => ask<OpenedConversation>(socket, "open", { conversationId }),
    claim: (conversationId: string, from?: string) =>
      ask<Receipt>(socket, "claim", { conversationId, id: newId(), ...(from && { from }) }),
    send: (conversationId: string, text: string) =>
      ask<Receipt>(socket, "send", { conversationId, id: newId(), content: { type: "text", text } }),
    close: (conversationId: string) => ask<Receipt>(socket, "close", { conversationId, id: newId() }),
    /** Waits until the list shows the conversation in this state. */
    async lists(conversationId: string, status: string): Promise<InboxItem> {
      const state = () => items.get(conversationId)?.conversation.state.status;
      await expect.poll(state).toBe(status);
      return items.get(conversationId) as InboxItem;
    },
  };
}
