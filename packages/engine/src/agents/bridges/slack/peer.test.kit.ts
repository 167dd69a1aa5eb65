import { createHmac } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Mood, Peer, SeenThread, Way } from "../peer.test.kit.ts";

const TOKEN = "xoxb-1-a-token-of-tests";
const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const ROOM = "C024BE91L";
export const TEAM = "T024BE7LD";
const BOT = "U0BOT";

interface Message {
  ts: string;
  channel: string;
  user: string;
  text: string;
  thread_ts?: string;
  bot_id?: string;
  blocks?: { type: string; elements?: { action_id: string }[] }[];
  metadata?: unknown;
}

/** Messages that a page has: so few that what is long has several. */
const PAGE = 7;

/** What stands in Slack, and what can be asked of it. */
function createRooms() {
  const messages: Message[] = [];
  const ephemeral: { user: string; text: string }[] = [];
  let clock = Date.now() * 1_000;
  let histories = 0;
  const nextTs = () => {
    clock += 1_000;
    return `${Math.floor(clock / 1_000_000)}.${String(clock % 1_000_000).padStart(6, "0")}`;
  };

  const house = { team: TEAM };
  const find = (channel: string, ts: string) => messages.find((one) => one.channel === channel && one.ts === ts);
  const json = (text: string | null) => (text ? (JSON.parse(text) as unknown) : undefined);

  function post(asked: URLSearchParams): object {
    const channel = asked.get("channel") ?? "";
    const thread_ts = asked.get("thread_ts") ?? undefined;
    const ts = nextTs();
    const blocks = json(asked.get("blocks")) as Message["blocks"];
    messages.push({
      ts,
      channel,
      user: BOT,
      bot_id: "B1",
      text: asked.get("text") ?? "",
      ...(thread_ts && { thread_ts }),
      ...(blocks && { blocks }),
      metadata: json(asked.get("metadata")),
    });
    return { ok: true, channel, ts };
  }

  function list(asked: URLSearchParams, of: (message: Message) => boolean, newestFirst: boolean): object {
    const from = Number(asked.get("cursor") ?? 0);
    const oldest = asked.get("oldest") ?? "";
    const all = messages.filter((one) => one.channel === asked.get("channel") && of(one));
    const found = all.filter(({ ts, thread_ts }) => ts > oldest || (thread_ts ?? ts) === ts);
    const ordered = newestFirst ? found.toReversed() : found;
    const page = ordered.slice(from, from + PAGE).map(({ metadata, ...rest }) => ({
      ...rest,
      ...(asked.get("include_all_metadata") === "true" && { metadata }),
    }));
    const more = from + PAGE < ordered.length;
    return { ok: true, messages: page, response_metadata: { next_cursor: more ? String(from + PAGE) : "" } };
  }

  const METHODS: Record<string, (asked: URLSearchParams) => object> = {
    "auth.test": () => ({ ok: true, user_id: BOT, team_id: house.team, team: "Shop", user: "parley" }),
    "chat.postMessage": post,
    "chat.update": (asked) => {
      const known = find(asked.get("channel") ?? "", asked.get("ts") ?? "");
      if (!known) return { ok: false, error: "message_not_found" };
      const blocks = json(asked.get("blocks")) as Message["blocks"];
      Object.assign(known, { text: asked.get("text") ?? "", blocks, metadata: json(asked.get("metadata")) });
      return { ok: true };
    },
    "chat.postEphemeral": (asked) => {
      ephemeral.push({ user: asked.get("user") ?? "", text: asked.get("text") ?? "" });
      return { ok: true };
    },
    "conversations.replies": (asked) => {
      const ts = asked.get("ts");
      return list(asked, (one) => one.ts === ts || one.thread_ts === ts, false);
    },
    "conversations.history": (asked) => {
      histories += 1;
      const oldest = asked.get("oldest") ?? "";
      return list(asked, ({ thread_ts, ts }) => thread_ts === undefined && ts > oldest, true);
    },
  };

  const rootOf = (root: string) => root.split("/")[1] ?? "";

  function written(by: string, root: string, text: string): Message {
    const said = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const message = { ts: nextTs(), channel: ROOM, user: by, text: said, thread_ts: rootOf(root) };
    messages.push(message);
    return message;
  }

  const threads = () =>
    messages
      .filter(({ bot_id, thread_ts, channel }) => bot_id && thread_ts === undefined && channel === ROOM)
      .map(({ ts, text, blocks = [] }): SeenThread => ({
        root: `${ROOM}/${ts}`,
        text,
        buttons: blocks.flatMap(({ elements = [] }) => elements.map(({ action_id }) => action_id)),
        lines: messages.filter((one) => one.bot_id && one.thread_ts === ts).map((one) => one.text),
      }));
  const told = (by: string) => [
    ...ephemeral.filter(({ user }) => user === by).map(({ text }) => text),
    ...messages.filter(({ channel, bot_id }) => channel === `D${by}` && bot_id).map(({ text }) => text),
  ];
  return { messages, METHODS, house, nextTs, rootOf, written, threads, told, histories: () => histories };
}

/** What Slack answers instead, as it feels. */
function refusal(mood: Mood, token: string | undefined, reply: Reply, response: ServerResponse): boolean {
  if (token !== `Bearer ${TOKEN}`) reply({ ok: false, error: "invalid_auth" });
  else if (mood === "fails") reply({}, 500);
  else if (mood === "asks to wait") reply({ ok: false, error: "ratelimited" }, 429, { "retry-after": "1" });
  else if (mood === "is gone") response.socket?.destroy();
  else return false;
  return true;
}

type Reply = (said: object, status?: number, headers?: Record<string, string>) => void;

/** Its Web API. */
async function serveApi(METHODS: Record<string, (asked: URLSearchParams) => object>, moodOf: (text: string) => Mood) {
  function answer(path: string, asked: URLSearchParams, token: string | undefined, response: ServerResponse): void {
    const reply: Reply = (said, status = 200, headers = {}) =>
      void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(said));
    const mood = path === "chat.postMessage" ? moodOf(asked.get("text") ?? "") : "well";
    if (refusal(mood, token, reply, response)) return;
    const said = METHODS[path]?.(asked) ?? { ok: false, error: "unknown_method" };
    if (mood === "loses the answer") response.socket?.destroy();
    else reply(said);
  }
  const server = createServer((request, response) => {
    void request.toArray().then(
      (pieces) => {
        const asked = new URLSearchParams(Buffer.concat(pieces as Buffer[]).toString());
        answer((request.url ?? "").replace("/api/", ""), asked, request.headers.authorization, response);
      },
      () => {},
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return server;
}

function signed(body: string, at = Date.now(), secret = SECRET): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` };
}

/** Slack, as far as its documents say: events come again until they are taken, calls may be refused, lost and slow. */
export async function openSlack() {
  const { messages, METHODS, house, nextTs, rootOf, written, threads, told, histories } = createRooms();
  let address = "";
  let moodOf: (text: string) => Mood = () => "well";
  let events = 0;
  const server = await serveApi(METHODS, (text) => moodOf(text));

  const call = (body: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...signed(body), ...headers },
      body,
      ...(signal && { signal }),
    });

  /** Slack comes again until it is told that the event arrived. */
  async function deliver(event: object, way: Way = "once", team_id = TEAM): Promise<void> {
    events += 1;
    const body = JSON.stringify({ type: "event_callback", team_id, event_id: `Ev${events}`, event });
    if (way === "hangs up") {
      // The answer to the first one never gets there.
      const hanging = new AbortController();
      const first = call(body, {}, hanging.signal).catch(() => {});
      setImmediate(() => hanging.abort());
      await first;
    }
    if (way === "thrice") for (const retry of [1, 2]) await call(body, { "x-slack-retry-num": String(retry) });
    for (let retry = 0; ; retry += 1) {
      const { status } = await call(body, retry > 0 ? { "x-slack-retry-num": String(retry) } : {});
      if (status === 200) return;
      if (status !== 503) throw new Error(`The engine answered ${status}.`);
    }
  }

  const peer: Peer = {
    settings: { api: "", room: ROOM },
    secrets: { token: TOKEN, signingSecret: SECRET },
    calls: (url) => void (address = url),
    threads,
    write: (by, root, text, way) => deliver({ type: "message", ...written(by, root, text) }, way),
    async writeMany(by, root, texts, handed) {
      const all = texts.map((text) => written(by, root, text));
      for (const { index, way } of handed) await deliver({ type: "message", ...all[index] }, way);
    },
    press: (by, root, what) => press(by, root, what, house.team),
    pressElsewhere: (by, root) => press(by, root, "take", "T0ANOTHER"),
    move() {
      house.team = "T0ANOTHER";
      return peer.settings;
    },
    ask: (by, text) =>
      deliver({ type: "message", channel: `D${by}`, channel_type: "im", user: by, text, ts: nextTs() }),
    told,
    onPost: (mood) => void (moodOf = mood),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  peer.settings["api"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return { ...peer, messages, histories, call, deliver, signed, secret: SECRET };

  async function press(by: string, root: string, what: string, id: string): Promise<void> {
    const payload = {
      type: "block_actions",
      team: { id },
      user: { id: by },
      container: { channel_id: ROOM, message_ts: rootOf(root) },
      actions: [{ action_id: what, action_ts: nextTs() }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const { status } = await call(body, { "content-type": "application/x-www-form-urlencoded" });
    if (status !== 200) throw new Error(`The engine answered ${status}.`);
  }
}
