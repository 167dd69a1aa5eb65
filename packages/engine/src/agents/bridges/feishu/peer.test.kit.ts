import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Mood, Peer, Way } from "../peer.test.kit.ts";
import { APP_ID, type Body, createGroups, type Message, ROOM, textOf, threadsIn, words } from "./groups.test.kit.ts";

const APP = { id: APP_ID, secret: "a secret of the app", key: "an encrypt key", token: "a verification token" };
/** What 飞书 answers instead, as it feels. */
const REFUSALS: Partial<Record<Mood, readonly [said: object, status: number, headers: Record<string, string>]>> = {
  fails: [{}, 500, {}],
  "asks to wait": [{ code: 99_991_400, msg: "frequency limit" }, 429, { "x-ogw-ratelimit-reset": "1" }],
};

interface Asked {
  method: string;
  url: URL;
  token: string;
}

type Take = ReturnType<typeof createGroups>["take"];

/** Its API. */
async function serveApi(take: Take, moodOf: (text: string) => Mood) {
  let tokens = 0;

  function giveToken(body: Body): readonly [object, number] {
    if (body["app_secret"] !== APP.secret) return [{ code: 10_014, msg: "app secret invalid" }, 400];
    tokens += 1;
    return [{ code: 0, tenant_access_token: `t-${tokens}`, expire: 7_200 }, 200];
  }

  function answer({ method, url, token }: Asked, body: Body, response: ServerResponse): void {
    const path = url.pathname.replace("/open-apis/", "");
    const reply = (said: object, status = 200, headers = {}) =>
      void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(said));
    if (path.startsWith("auth/")) return reply(...giveToken(body));
    if (token !== `Bearer t-${tokens}`) return reply({ code: 99_991_663, msg: "token invalid" }, 400);
    const text = method === "POST" ? words(body["content"]) : "";
    const mood = text === "" ? "well" : moodOf(text);
    const refusal = REFUSALS[mood];
    if (refusal) return reply(...refusal);
    const said = mood === "is gone" ? {} : take(method, path, url.searchParams, body);
    if (mood === "well") reply(said);
    else response.socket?.destroy();
  }

  const server = createServer((request, response) => {
    void request.toArray().then(
      (pieces) => {
        const body = Buffer.concat(pieces as Buffer[]).toString();
        const url = new URL(request.url ?? "", "http://peer");
        const asked = { method: request.method ?? "", url, token: request.headers.authorization ?? "" };
        answer(asked, JSON.parse(body || "{}") as Body, response);
      },
      () => {},
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  /** All tokens that were given are over. */
  return { server, endTokens: () => void (tokens += 1) };
}

function sealed(said: object, key = APP.key): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(key).digest(), iv);
  const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(said)), cipher.final()]);
  return JSON.stringify({ encrypt: bytes.toString("base64") });
}

function stamped(body: string, at = Date.now()): Record<string, string> {
  const [timestamp, nonce] = [String(Math.floor(at / 1_000)), randomBytes(6).toString("hex")];
  const signature = createHash("sha256")
    .update(timestamp + nonce + APP.key + body)
    .digest("hex");
  return {
    "x-lark-request-timestamp": timestamp,
    "x-lark-request-nonce": nonce,
    "x-lark-signature": signature,
  };
}

/** 飞书, as far as its documents say: it knows repeats by `uuid`, its tokens end, and its events come again until they are taken. */
export async function openFeishu() {
  const { messages, add, take, threadOf } = createGroups();
  let address = "";
  let moodOf: (text: string) => Mood = () => "well";
  let events = 0;
  const { server, endTokens } = await serveApi(take, (text) => moodOf(text));

  const call = (body: string, headers: Record<string, string> = stamped(body), signal?: AbortSignal) =>
    fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      ...(signal && { signal }),
    });

  /** 飞书 comes again until it is answered. */
  async function deliver(event_type: string, event: object, way: Way = "once", app_id = APP.id): Promise<void> {
    events += 1;
    const header = { event_id: `ev${events}`, event_type, app_id, token: APP.token, create_time: String(Date.now()) };
    const body = sealed({ schema: "2.0", header, event });
    if (way === "hangs up") {
      const hanging = new AbortController();
      const first = call(body, stamped(body), hanging.signal).catch(() => {});
      setImmediate(() => hanging.abort());
      await first;
    }
    if (way === "thrice") for (const _ of [1, 2]) await call(body);
    for (;;) {
      const { status } = await call(body);
      if (status === 200) return;
      if (status !== 503) throw new Error(`The engine answered ${status}.`);
    }
  }

  const eventOf = ({ id, by, to, content, type, root, at }: Message, chat_type: string) => ({
    sender: { sender_id: { open_id: by }, sender_type: "user" },
    message: {
      message_id: id,
      ...(root && { root_id: root, parent_id: root, ...threadOf(root) }),
      chat_id: to,
      chat_type,
      message_type: type,
      content,
      create_time: String(at),
    },
  });
  const text = (said: string) => JSON.stringify({ text: said });
  const written = (by: string, root: string, said: string) =>
    add({ to: ROOM, by, type: "text", content: text(said), root });

  const pressOf = (by: string, root: string, what: string) => ({
    operator: { open_id: by },
    action: { tag: "button", value: { do: what } },
    context: { open_message_id: root, open_chat_id: ROOM },
  });

  const peer: Peer = {
    settings: { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, appId: APP.id, room: ROOM },
    secrets: { appSecret: APP.secret, encryptKey: APP.key, verificationToken: APP.token },
    calls: (url) => void (address = url),
    threads: () => threadsIn(messages),
    write: (by, root, said, way) => deliver("im.message.receive_v1", eventOf(written(by, root, said), "group"), way),
    async writeMany(by, root, texts, handed) {
      const all = texts.map((said) => eventOf(written(by, root, said), "group"));
      for (const { index, way } of handed) await deliver("im.message.receive_v1", all[index] ?? {}, way);
    },
    press: (by, root, what) => deliver("card.action.trigger", pressOf(by, root, what)),
    pressElsewhere: (by, root) => deliver("card.action.trigger", pressOf(by, root, "take"), "once", "cli_another"),
    move: () => ({ ...peer.settings, appId: "cli_another" }),
    ask: (by, said) =>
      deliver("im.message.receive_v1", eventOf(add({ to: `p2p ${by}`, by, type: "text", content: text(said) }), "p2p")),
    told: (by) => messages.filter((one) => one.by === "app" && one.to === by).map(textOf),
    onPost: (mood) => void (moodOf = mood),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return {
    ...peer,
    call,
    sealed,
    stamped,
    deliver,
    app: APP,
    endTokens,
  };
}
