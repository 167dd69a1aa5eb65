import { randomBytes } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";
import { Calls } from "../passive/calls.test.kit.ts";
import { type Answering, serveJson } from "../passive/serve.test.kit.ts";

export const ACCOUNT = {
  corpId: "wx5823bf96d3bd56c7",
  kfSecret: "the secret of the service",
  token: "QDG6eK",
  encodingAesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
  kf: "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q",
};

/** What the platform does with the next call; `loses the answer`: it does what is asked, and the answer is lost. */
export type Mood =
  | "well"
  | "fails"
  | "is busy"
  | "asks to wait"
  | "has ended the token"
  | "is gone"
  | "loses the answer";

export interface Seen {
  to: string;
  text: string;
  menu?: { id: string; content: string }[];
}

export interface PeerOptions {
  /** Messages that may follow one of a person's. */
  quota?: number;
  /** Items that it gives at once; after a full list comes an empty one that says that there is more. */
  page?: number;
  now?: () => number;
  /** What it does with a message, where it was told nothing else. */
  moodOf?: (one: { text: string }) => Mood;
}

type Body = Record<string, unknown>;
const words = (value: unknown) => (typeof value === "string" ? value : "");
interface Asked {
  query: URLSearchParams;
  body: Buffer;
}
const json = ({ body }: Asked) => JSON.parse(body.toString()) as Body;

const ANSWERS: Partial<Record<Mood, (answer: Answering) => void>> = {
  fails: (answer) => answer.json({}, 500),
  "is busy": (answer) => answer.json({ errcode: -1, errmsg: "system busy" }),
  "asks to wait": (answer) => answer.json({}, 429, { "retry-after": "1" }),
  "is gone": (answer) => answer.cut(),
};

/** Calls that have no mood of their own. */
const BESIDE = ["kf/sync_msg", "kf/service_state/get", "kf/service_state/trans"];

/** What is listed, in pages: a cursor is a place, and every full page is followed by an empty one. */
function pageOf(list: readonly Body[], cursor: string, size: number): object {
  const isEmpty = cursor.endsWith("+");
  const from = Number(cursor.replace("+", "") || 0);
  const given = isEmpty ? [] : list.slice(from, from + size);
  const to = from + given.length;
  const has_more = to < list.length || given.length === size ? 1 : 0;
  return { errcode: 0, msg_list: given, next_cursor: given.length === size ? `${to}+` : String(to), has_more };
}

/** The chats of people: what they see, and how much may be said to them yet. */
function createChats(quota: number) {
  const seen: Seen[] = [];
  const numbers = new Map<string, object>();
  const left = new Map<string, number>();

  function send({ touser, open_kfid, msgid, msgtype, ...rest }: Body): object {
    const before = numbers.get(String(msgid));
    if (before) return before;
    const to = String(touser);
    const may = left.get(to);
    if (open_kfid !== ACCOUNT.kf || may === undefined) return { errcode: 40003, errmsg: "invalid external_userid" };
    if (may <= 0) return { errcode: 95001, errmsg: "send msg count limit" };
    left.set(to, may - 1);
    const part = rest[String(msgtype)] as Record<string, string> & {
      list?: { click: { id: string; content: string } }[];
    };
    const text = [part["content"], part["head_content"], part["media_id"]].find(Boolean) ?? "";
    seen.push({ to, text, ...(part.list && { menu: part.list.map(({ click }) => click) }) });
    const answer = { errcode: 0, errmsg: "ok", msgid };
    numbers.set(String(msgid), answer);
    return answer;
  }

  return { seen, send, wrote: (from: string) => void left.set(from, quota) };
}

/** Calls about who has people's chats. */
const stateCalls = (states: Map<string, number>): Record<string, (request: Asked) => object> => ({
  "kf/service_state/get": (request) => ({
    errcode: 0,
    service_state: states.get(String(json(request)["external_userid"])) ?? 0,
  }),
  "kf/service_state/trans": (request) => {
    const { external_userid, service_state } = json(request);
    states.set(String(external_userid), Number(service_state));
    return { errcode: 0, errmsg: "ok" };
  },
});

type Media = Map<string, { type: string; bytes: Buffer }>;
const uploadTo =
  (media: Media) =>
  ({ query, body }: Asked): object => {
    const bytes = body.subarray(body.indexOf("\r\n\r\n") + 4, body.lastIndexOf("\r\n--"));
    const id = `media-${media.size + 1}`;
    media.set(id, { type: String(query.get("type")), bytes });
    return { errcode: 0, errmsg: "ok", media_id: id };
  };

/** The words of a message of ours. */
const wordsOf = ({ text }: Body) => words((text as Body | undefined)?.["content"]);

/** A platform that behaves as 微信客服 does, as far as its documents say. Its cipher and signatures are another house's. */
export async function openWecom({ quota = 5, page = 2, now = Date.now, moodOf = () => "well" }: PeerOptions = {}) {
  const list: Body[] = [];
  const { seen, send, wrote } = createChats(quota);
  const media: Media = new Map();
  const moods: Mood[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean }[] = [];
  /** Who has people's chats: 0 nobody, 1 the smart assistant, 3 one of the company's people. */
  const states = new Map<string, number>();
  let token = 0;
  let isOver = true;

  const takes: Record<string, (request: Asked) => object> = {
    "kf/sync_msg": (request) => pageOf(list, words(json(request)["cursor"]), page),
    "kf/send_msg": (request) => send(json(request)),
    "kf/send_msg_on_event": (request) => {
      seen.push({ to: String(json(request)["code"]), text: JSON.stringify(json(request)["text"]) });
      return { errcode: 0, errmsg: "ok" };
    },
    "media/upload": uploadTo(media),
    ...stateCalls(states),
  };

  /** What it does with a call: only messages of ours are dealt with. */
  function noted(call: string, request: Asked): { text: string; mood: Mood; seen: boolean } {
    const text = call === "kf/send_msg" ? wordsOf(json(request)) : undefined;
    const told = BESIDE.includes(call) ? undefined : moods.shift();
    const note = { text: text ?? "", mood: told ?? (text === undefined ? "well" : moodOf({ text })), seen: false };
    if (text !== undefined) dealt.push(note);
    return note;
  }

  function take(call: string, request: Asked, answer: Answering): void {
    const note = noted(call, request);
    const { mood } = note;
    const instead = ANSWERS[mood];
    if (instead) return instead(answer);
    if (mood === "has ended the token") isOver = true;
    const isHeld = request.query.get("access_token") === `token-${token}` && !isOver;
    if (!isHeld) return answer.json({ errcode: 42001, errmsg: "access_token expired" });
    const before = seen.length;
    const said = takes[call]?.(request) ?? { errcode: 40007, errmsg: "invalid media_id" };
    note.seen = seen.length > before;
    if (mood === "loses the answer") answer.cut();
    else answer.json(said);
  }

  const house = await serveJson((path, request, answer) => {
    const call = path.replace("/cgi-bin/", "");
    const file = call === "media/get" && media.get(String(request.query.get("media_id")));
    if (file) return answer.bytes(file.bytes);
    if (call !== "gettoken") return take(call, request, answer);
    if (request.query.get("corpsecret") !== ACCOUNT.kfSecret)
      return answer.json({ errcode: 40001, errmsg: "invalid secret" });
    if (isOver) token += 1;
    isOver = false;
    answer.json({ errcode: 0, access_token: `token-${token}`, expires_in: 7_200 });
  });

  /** What is encrypted, and signed at a time. */
  function sealed(said: string, at = now()) {
    const [timestamp, nonce] = [String(Math.floor(at / 1_000)), String(randomBytes(4).readUInt32BE())];
    const given = encrypt(ACCOUNT.encodingAesKey, said, ACCOUNT.corpId);
    const msg_signature = getSignature(ACCOUNT.token, timestamp, nonce, given);
    return { given, query: new URLSearchParams({ msg_signature, timestamp, nonce }) };
  }
  function pokeOf(at = now()): { query: string; body: string } {
    const told = `<xml><MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>ENC1</Token><OpenKfId>${ACCOUNT.kf}</OpenKfId></xml>`;
    const { given, query } = sealed(told, at);
    return { query: query.toString(), body: `<xml><Encrypt><![CDATA[${given}]]></Encrypt></xml>` };
  }
  const calls = new Calls(5_000, (body) => {
    if (body !== "") throw new Error("It says something.");
  });

  return {
    seen,
    /** What it made of everything, in order. */
    dealt,
    sees: (to: string) => seen.filter((one) => one.to === to).map(({ text }) => text),
    api: house.url,
    media,
    states,
    sealed,
    pokeOf,
    will: (...next: Mood[]) => void moods.push(...next),
    /** Something is there to be got; the same id is the same item, listed again. */
    lists(from: string, item: Body & { msgtype: string }, msgid = randomBytes(8).toString("hex")): void {
      wrote(from);
      const at = Math.floor(now() / 1_000);
      list.push({ msgid, open_kfid: ACCOUNT.kf, external_userid: from, send_time: at, origin: 3, ...item });
    },
    /** Says that there is something. */
    pokes: (url: string) => calls.hand(url, "poke", () => pokeOf()),
    close: () => house.close(),
  };
}
export type Wecom = Awaited<ReturnType<typeof openWecom>>;
