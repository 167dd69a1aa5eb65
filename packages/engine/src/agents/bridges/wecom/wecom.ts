import { createHash } from "node:crypto";
import { checkThere, readAccount } from "../../../channels/passive/account.ts";
import { isInTime } from "../../../channels/passive/fresh.ts";
import { quietly } from "../../../channels/passive/quiet.ts";
import { isSigned, sortedSha1 } from "../../../channels/passive/signed.ts";
import { type Query, queryOf } from "../../../channels/passive/webhook.ts";
import { type Answer, type Calls, createCalls, tokenIn } from "../../../channels/wechat/calls.ts";
import { decrypt, keyOf } from "../../../channels/wechat/crypt.ts";
import { type Fields, readXml } from "../../../channels/wechat/xml.ts";
import { inTime } from "../in-time.ts";
import { hearNumbered, type Numbered, rootOf } from "../numbered.ts";
import type { Bridge, BridgeKit, BridgeType, Posted, Posting, RootView } from "../port.ts";
import { setup } from "./setup.ts";

/** Where 企业微信 is, unless the account says otherwise. */
const WECOM = "https://qyapi.weixin.qq.com";
/** The most bytes of a call, and milliseconds for words to one person. */
const [MOST, TELL] = [65_536, 15_000];
/** Seconds for which 企业微信 lets no message of the same words through twice: the longest that it knows. */
const DOUBLE = 14_400;

/** Single chats of 企业微信 with an app of one's own: its groups let no robot hear what is written there. */
export function wecom({ now = Date.now }: { now?: () => number } = {}): BridgeType {
  return { type: "wecom", setup, apart: true, most: { most: 1_800, in: "bytes" }, connect: (kit) => connect(kit, now) };
}

async function connect(kit: BridgeKit, now: () => number): Promise<Bridge> {
  const { setting, secret, address } = readAccount(kit);
  const given = {
    corpId: setting("corpId"),
    agentId: setting("agentId"),
    corpSecret: secret("corpSecret"),
    token: secret("token"),
  };
  checkThere(given);
  const { corpId, corpSecret } = given;
  const key = keyOf(secret("encodingAesKey"));
  const api = address("api", WECOM);
  async function ask(_: boolean, signal: AbortSignal) {
    const query = new URLSearchParams({ corpid: corpId, corpsecret: corpSecret }).toString();
    return await tokenIn(await quietly(kit.fetch)(`${api}/cgi-bin/gettoken?${query}`, { signal }));
  }
  const { fetch, memory } = kit;
  const calls = createCalls({ fetch, memory, api, account: `${corpId}/${given.agentId}`, now, ask });
  await kit.isOf(corpId);
  serve(kit, { ...given, key, now });
  return {
    ...createSending(calls, given.agentId),
    async check(signal) {
      await ask(false, signal);
      return { ok: true, says: corpId };
    },
  };
}

interface Serving {
  corpId: string;
  agentId: string;
  token: string;
  key: Buffer;
  now: () => number;
}

/** Takes the handshake, and what agents write to the app: 企业微信 waits for five seconds and comes again three times. */
function serve(kit: BridgeKit, { corpId, agentId, token, key, now }: Serving): void {
  function open({ timestamp = "", nonce = "", msg_signature }: Query, encrypted?: string): string | undefined {
    if (encrypted === undefined || !isInTime(now(), Number(timestamp) * 1_000)) return undefined;
    const isOurs = isSigned(msg_signature, sortedSha1(token, timestamp, nonce, encrypted));
    return isOurs ? decrypt(key, encrypted, corpId) : undefined;
  }

  kit.routes.get("/", (request, response) => {
    const query = queryOf(request);
    const said = open(query, query.echostr);
    if (said === undefined) response.status(403).end();
    else response.type("text/plain").send(said);
  });

  kit.routes.post("/", async (request, response) => {
    const body = request.body as Buffer;
    const { Encrypt } = (body.length <= MOST && readXml(body.toString())) || {};
    const said = open(queryOf(request), Encrypt);
    if (said === undefined) return void response.status(403).end();
    const fields = readXml(said);
    const isOurs = fields?.["AgentID"] === undefined || fields["AgentID"] === agentId;
    const isTaken = !fields || !isOurs || (await inTime(take(kit, fields), kit.onError));
    response.status(isTaken ? 200 : 503).end();
  });
}

async function take(kit: BridgeKit, fields: Fields): Promise<void> {
  const by = fields["FromUserName"];
  const heard = by === undefined ? undefined : (pressedIn(fields, by) ?? writtenIn(fields, by));
  if (heard) await hearNumbered(kit, heard, { room: heard.by, to: heard.by });
}

/** A button of a card is as its words. */
function pressedIn({ MsgType, Event, EventKey, TaskId = "", CreateTime }: Fields, by: string): Numbered | undefined {
  const number = /^root-(\d+)-/.exec(TaskId)?.[1];
  if (MsgType !== "event" || Event !== "template_card_event" || number === undefined) return undefined;
  return { id: `${TaskId}/${by}/${CreateTime ?? ""}`, by, text: `${rootOf(Number(number))} ${EventKey ?? ""}` };
}

function writtenIn({ MsgType = "", MsgId: id, Content: text = "" }: Fields, by: string): Numbered | undefined {
  if (id === undefined || MsgType === "event") return undefined;
  return MsgType === "text" ? { id, by, text } : { id, by, text, files: [`[${MsgType}]`] };
}

function createSending(calls: Calls, agentid: string): Bridge {
  async function send(room: string, message: object, signal: AbortSignal): Promise<Answer> {
    const once = { enable_duplicate_check: 1, duplicate_check_interval: DOUBLE };
    return await calls.post("message/send", { ...receiversIn(room), agentid, ...message, ...once }, signal);
  }

  return {
    async post({ room, root, view, text, key }: Posting, signal): Promise<Posted> {
      const message =
        root === undefined ? cardOf(view, key) : plain(`${rootOf(view.number)} [${placeIn(key)}] ${text}`);
      const { errcode = 0, errmsg = "", at } = await send(room, message, signal);
      if (errcode === 0) return { is: "sent", id: rootOf(view.number) };
      const after = at === undefined ? {} : { after: Math.max(0, at - Date.now()) };
      return { is: "later", reason: `企业微信: ${errmsg} (${errcode})`, ...after };
    },
    // What stands in chats stays as it is: that it was taken, or is over, is a line.
    update: async (root) => ({ is: "sent", id: root }),
    async tell({ to }, text): Promise<void> {
      const asked = { touser: to, agentid, ...plain(text) };
      const { errcode = 0, errmsg = "" } = await calls.post("message/send", asked, AbortSignal.timeout(TELL));
      if (errcode !== 0) throw new Error(`企业微信: ${errmsg} (${errcode})`);
    },
  };
}

const plain = (content: string) => ({ msgtype: "text", text: { content } });

/** The number of an event and of its part: the same words said twice are two messages, which 企业微信 would take for one. */
function placeIn(key: string): string {
  const [seq = "", part = "0"] = key.split("/").slice(-2);
  return part === "0" ? seq : `${seq}.${Number(part) + 1}`;
}

/** Who a room is: users, and departments or tags as `party:12` and `tag:3`, with | between. */
function receiversIn(room: string): object {
  const all = room.split("|").map((one) => one.trim());
  const of = (kind: string) =>
    all
      .filter((one) => one.startsWith(kind))
      .map((one) => one.slice(kind.length))
      .join("|");
  const users = all.filter((one) => !/^(?:party|tag):/.test(one)).join("|");
  return {
    ...(users !== "" && { touser: users }),
    ...(of("party:") !== "" && { toparty: of("party:") }),
    ...(of("tag:") !== "" && { totag: of("tag:") }),
  };
}

/** The root: a card with buttons, which says what it said as long as it stands there. */
function cardOf({ number, head, said, state, link, take, close }: RootView, key: string): object {
  const once = createHash("sha256").update(key).digest("hex").slice(0, 40);
  return {
    msgtype: "template_card",
    template_card: {
      card_type: "button_interaction",
      main_title: { title: `${rootOf(number)} · ${head}`.slice(0, 36), desc: state },
      sub_title_text: said.slice(0, 160),
      task_id: `root-${number}-${once}`,
      button_list: [
        { text: take, style: 1, key: "take" },
        { text: close, style: 3, key: "close" },
      ],
      ...(link !== undefined && { card_action: { type: 1, url: link } }),
    },
  };
}
