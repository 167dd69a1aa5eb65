import { randomBytes } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";
import { type Answering, serveJson } from "../../../channels/passive/serve.test.kit.ts";
import type { Mood, Peer, SeenThread, Way } from "../peer.test.kit.ts";

export const ACCOUNT = {
  corpId: "wx5823bf96d3bd56c7",
  agentId: "218",
  corpSecret: "a secret of the app",
  token: "QDG6eK",
  encodingAesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
};
const EVERYBODY = "ann|bea";

type Body = Record<string, unknown>;

interface Sent {
  to: string;
  text: string;
  task?: string;
}

interface Card {
  main_title: { title: string; desc: string };
  sub_title_text: string;
  task_id: string;
  button_list: { key: string }[];
}

function seenIn({ msgtype, text, template_card }: Body): Pick<Sent, "text" | "task"> {
  if (msgtype === "text") return { text: (text as { content: string }).content };
  const { main_title, sub_title_text, task_id } = template_card as Card;
  return { text: [main_title.title, main_title.desc, sub_title_text].join("\n"), task: task_id };
}

/** An app of 企业微信, as far as its documents say: the same words go out once, and its calls come thrice. */
export async function openWecomApp() {
  const sent: Sent[] = [];
  const once = new Set<string>();
  let address = "";
  let moodOf: (text: string) => Mood = () => "well";
  let tokens = 0;
  let numbers = 0;

  function send(body: Body): object {
    const message = { to: String(body["touser"]), ...seenIn(body) };
    const key = JSON.stringify(message);
    const isDouble = body["enable_duplicate_check"] === 1 && once.has(key);
    once.add(key);
    if (!isDouble) sent.push(message);
    return { errcode: 0, errmsg: "ok", msgid: `m${sent.length}` };
  }

  function take(path: string, { query, body }: { query: URLSearchParams; body: Buffer }, answer: Answering): void {
    if (path === "/cgi-bin/gettoken") {
      if (query.get("corpsecret") !== ACCOUNT.corpSecret) return answer.json({ errcode: 40_001, errmsg: "invalid" });
      tokens += 1;
      return answer.json({ errcode: 0, access_token: `token-${tokens}`, expires_in: 7_200 });
    }
    if (query.get("access_token") !== `token-${tokens}`) return answer.json({ errcode: 42_001, errmsg: "expired" });
    const asked = JSON.parse(body.toString()) as Body;
    const mood = moodOf(seenIn(asked).text);
    if (mood === "fails") return answer.json({}, 500);
    if (mood === "asks to wait") return answer.json({ errcode: 45_009, errmsg: "api freq out of limit" });
    if (mood === "is gone") return answer.cut();
    const said = send(asked);
    if (mood === "loses the answer") answer.cut();
    else answer.json(said);
  }
  const server = await serveJson(take);

  function call(fields: Record<string, string>, at = Date.now()): Promise<Response> {
    const all = { ToUserName: ACCOUNT.corpId, AgentID: ACCOUNT.agentId, ...fields };
    const xml = `<xml>${Object.entries(all)
      .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
      .join("")}</xml>`;
    const [timestamp, nonce] = [String(Math.floor(at / 1_000)), randomBytes(4).toString("hex")];
    const encrypted = encrypt(ACCOUNT.encodingAesKey, xml, ACCOUNT.corpId);
    const msg_signature = getSignature(ACCOUNT.token, timestamp, nonce, encrypted);
    const query = new URLSearchParams({ msg_signature, timestamp, nonce }).toString();
    const body = `<xml><ToUserName><![CDATA[${ACCOUNT.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
    return fetch(`${address}?${query}`, { method: "POST", body, headers: { "content-type": "text/xml" } });
  }

  async function deliver(fields: Record<string, string>, way: Way = "once"): Promise<void> {
    for (let left = way === "once" ? 1 : 3; left > 0;) {
      const { status } = await call(fields);
      if (status === 200) left -= 1;
      else if (status !== 503) throw new Error(`The engine answered ${status}.`);
    }
  }

  const written = (by: string, Content: string) => {
    numbers += 1;
    return { FromUserName: by, MsgType: "text", MsgId: String(4_561_255_354_251_345_000n + BigInt(numbers)), Content };
  };

  const toAll = () => sent.filter(({ to }) => to === EVERYBODY);
  const pressOf = (by: string, root: string, what: string) => ({
    FromUserName: by,
    MsgType: "event",
    Event: "template_card_event",
    EventKey: what,
    TaskId: toAll().find(({ task, text }) => task && text.startsWith(`${root} `))?.task ?? "",
    CreateTime: String((numbers += 1)),
  });
  const peer: Peer = {
    settings: { api: server.url, corpId: ACCOUNT.corpId, agentId: ACCOUNT.agentId, room: EVERYBODY },
    secrets: { corpSecret: ACCOUNT.corpSecret, token: ACCOUNT.token, encodingAesKey: ACCOUNT.encodingAesKey },
    calls: (url) => void (address = url),
    threads: () =>
      toAll()
        .filter(({ task }) => task !== undefined)
        .map(({ text }): SeenThread => {
          const root = text.split(" ", 1).join("");
          const lines = toAll().filter((one) => one.task === undefined && one.text.startsWith(`${root} `));
          const plain = lines.map((one) => one.text.replace(/^#\d+ \[[\d.]+\] /, ""));
          return { root, text, buttons: ["take", "close"], lines: plain };
        }),
    write: (by, root, text, way) => deliver(written(by, `${root} ${text}`), way),
    async writeMany(by, root, texts, handed) {
      const all = texts.map((text) => written(by, `${root} ${text}`));
      for (const { index, way } of handed) await deliver(all[index] ?? {}, way);
    },
    press: (by, root, what) => deliver(pressOf(by, root, what)),
    pressElsewhere: (by, root) => deliver({ ...pressOf(by, root, "take"), AgentID: "999" }),
    move: () => ({ ...peer.settings, corpId: "ww0another" }),
    ask: (by, text) => deliver(written(by, text)),
    told: (by) => sent.filter(({ to }) => to === by).map(({ text }) => text),
    onPost: (mood) => void (moodOf = mood),
    close: () => server.close(),
  };
  return { ...peer, call };
}
