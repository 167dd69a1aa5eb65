import type { Request, Response } from "express";
import * as v from "valibot";
import { inTime } from "../in-time.ts";
import { hearNumbered, rootOf } from "../numbered.ts";
import type { Bridge, BridgeKit, BridgeType, Posted, Posting, RootView } from "../port.ts";
import { type Api, createApi, laterOf } from "./api.ts";
import { setup } from "./setup.ts";
import { isSigned } from "./signed.ts";

/** Where 钉钉 is, unless the account says otherwise. */
const DINGTALK = "https://api.dingtalk.com";
/** Milliseconds for words to one person. */
const TELL = 15_000;

const Text = v.optional(v.string());
const Call = v.looseObject({
  msgId: v.string(),
  msgtype: Text,
  senderStaffId: Text,
  conversationId: Text,
  robotCode: Text,
  text: v.optional(v.looseObject({ content: Text })),
});

/** Groups of 钉钉. They have no threads: a conversation has a number, with which words for it begin. */
export function dingtalk({ now = Date.now }: { now?: () => number } = {}): BridgeType {
  return { type: "dingtalk", setup, most: { most: 3_000, in: "units" }, connect: (kit) => connect(kit, now) };
}

async function connect(kit: BridgeKit, now: () => number): Promise<Bridge> {
  const setting = (name: string) => {
    const given = kit.inbox.settings[name];
    return typeof given === "string" ? given.trim() : "";
  };
  const { appSecret = "" } = kit.secrets;
  const appKey = setting("appKey");
  const robotCode = setting("robotCode") || appKey;
  if (appKey === "" || appSecret === "") throw new Error("The account has no AppKey or no AppSecret.");
  const { fetch, memory } = kit;
  const api = createApi({ fetch, memory, base: setting("api") || DINGTALK, appKey, appSecret, now });
  await kit.isOf(appKey);
  kit.routes.post("/", (request, response) => take(kit, { secret: appSecret, robotCode, now }, request, response));
  return createSending(api, robotCode);
}

async function take(
  kit: BridgeKit,
  { secret, robotCode, now }: { secret: string; robotCode: string; now: () => number },
  request: Request,
  response: Response,
): Promise<void> {
  const given = { timestamp: request.get("timestamp"), sign: request.get("sign") };
  if (!isSigned(given, { secret, now: now() })) return void response.status(401).end();
  const call = parsed((request.body as Buffer).toString());
  if (!call) return void response.status(400).end();
  const heard = call.robotCode === undefined || call.robotCode === robotCode ? writtenIn(call) : undefined;
  const ear = { room: call.conversationId ?? "", to: heard?.by ?? "" };
  const isTaken = !heard || (await inTime(hearNumbered(kit, heard, ear), kit.onError));
  response.status(isTaken ? 200 : 503).json({});
}

/** Who is no member of the company has no id there, and is nobody. */
function writtenIn({ msgId: id, senderStaffId: by, text, msgtype = "" }: v.InferOutput<typeof Call>) {
  if (by === undefined) return undefined;
  const said = text?.content ?? "";
  return { id, by, text: said, ...(said === "" && { files: [`[${msgtype}]`] }) };
}

function createSending(api: Api, robotCode: string): Bridge {
  async function toGroup(openConversationId: string, message: object, signal: AbortSignal): Promise<void> {
    await api.call("v1.0/robot/groupMessages/send", { robotCode, openConversationId, ...message }, signal);
  }

  return {
    async post({ room, root, view, text }: Posting, signal): Promise<Posted> {
      try {
        await toGroup(room, root === undefined ? cardOf(view) : plain(`${rootOf(view.number)} ${text}`), signal);
        return { is: "sent", id: rootOf(view.number) };
      } catch (error) {
        return laterOf(error);
      }
    },
    // What stands there stays as it is: that it was taken, or is over, is a line.
    update: async (root) => ({ is: "sent", id: root }),
    async tell({ to }, text): Promise<void> {
      const asked = { robotCode, userIds: [to], ...plain(text) };
      await api.call("v1.0/robot/oToMessages/batchSend", asked, AbortSignal.timeout(TELL));
    },
    async check(signal) {
      await api.tokens(signal);
      return { ok: true, says: robotCode };
    },
  };
}

const plain = (content: string) => ({ msgKey: "sampleText", msgParam: JSON.stringify({ content }) });

/** The root: what is pressed writes `#12 take` to the bot, as whoever presses it. */
function cardOf({ number, head, said, state, link, take, close, open }: RootView): object {
  const writes = (what: string) =>
    `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(`${rootOf(number)} ${what}`)}`;
  const links = [`[${take}](${writes("take")})`, `[${close}](${writes("close")})`, link && `[${open}](${link})`];
  const lines = [
    `**${rootOf(number)} · ${escaped(head)}**`,
    quoted(said),
    escaped(state),
    links.filter(Boolean).join(" · "),
  ];
  const text = lines.filter(Boolean).join("\n\n");
  return { msgKey: "sampleMarkdown", msgParam: JSON.stringify({ title: `${rootOf(number)} ${head}`, text }) };
}

const SAID = 500;
const quoted = (said: string) => (said === "" ? "" : `> ${escaped(said.slice(0, SAID)).replaceAll("\n", "\n> ")}`);
/** What Markdown would make a link or a picture of. */
const escaped = (text: string) => text.replaceAll(/[\\`*_[\]()!<>]/g, String.raw`\$&`);

function parsed(text: string): v.InferOutput<typeof Call> | undefined {
  try {
    const read = v.safeParse(Call, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
