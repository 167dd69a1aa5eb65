import type { Request, Response } from "express";
import * as v from "valibot";
import { present } from "../../../channels/shared/present.ts";
import { isSame } from "../../../channels/shared/same.ts";
import { inTime } from "../in-time.ts";
import type { BridgeKit, Press } from "../port.ts";
import { textIn } from "./content.ts";
import { decrypt, isSigned } from "./crypt.ts";

const Text = v.optional(v.string());
const Sealed = v.looseObject({ encrypt: v.string() });
const Handshake = v.looseObject({ type: v.literal("url_verification"), challenge: v.string(), token: Text });
const Person = v.looseObject({ open_id: Text });
const Event = v.looseObject({
  sender: v.optional(v.looseObject({ sender_type: Text, sender_id: v.optional(Person) })),
  message: v.optional(
    v.looseObject({
      message_id: Text,
      root_id: Text,
      chat_id: Text,
      chat_type: Text,
      message_type: Text,
      content: Text,
      mentions: v.optional(v.array(v.looseObject({ key: Text, name: Text }))),
    }),
  ),
  operator: v.optional(Person),
  action: v.optional(v.looseObject({ value: v.optional(v.looseObject({ do: Text })) })),
  context: v.optional(v.looseObject({ open_message_id: Text, open_chat_id: Text })),
  message_id: Text,
});
const Call = v.looseObject({
  header: v.looseObject({ event_id: v.string(), event_type: v.string(), app_id: Text, token: Text }),
  event: Event,
});
type Call = v.InferOutput<typeof Call>;

export interface ServeParts {
  kit: BridgeKit;
  encryptKey: string;
  /** The app's own; others' calls are passed over. */
  appId: string;
  /** The word that calls carry; empty: not looked at. */
  token: string;
  /** Who wrote a message, and under which root. */
  messageOf: (id: string) => Promise<{ root: string; by: string } | undefined>;
  now: () => number;
}

/** Takes what 飞书 calls with: it waits for three seconds, and comes again where it is not answered. */
export function serve({ kit, encryptKey, appId, token, messageOf, now }: ServeParts): void {
  const { routes, onError } = kit;

  routes.post("/", async (request, response) => {
    const body = request.body as Buffer;
    const sealed = parsed(Sealed, body.toString());
    const said = sealed && decrypt(encryptKey, sealed.encrypt);
    if (said === undefined) return void response.status(401).end();
    const handshake = parsed(Handshake, said);
    // The handshake carries no signature: that it could be read says that it is ours.
    if (handshake) return answerHandshake(handshake, response);
    if (!isSigned(body, stampOf(request), { encryptKey, now: now() })) return void response.status(401).end();
    const call = parsed(Call, said);
    if (!call) return void response.status(400).end();
    const isTaken = await inTime(take(call), onError);
    response.status(isTaken ? 200 : 503).json({});
  });

  function answerHandshake({ challenge, token: given }: v.InferOutput<typeof Handshake>, response: Response): void {
    if (token !== "" && !isSame(given, token)) return void response.status(401).end();
    response.json({ challenge });
  }

  async function take({ header, event }: Call): Promise<void> {
    if (header.app_id !== appId) return;
    if (header.event_type === "im.message.receive_v1") return await written(header.event_id, event);
    if (header.event_type === "card.action.trigger") return await pressed(header.event_id, event);
    if (header.event_type !== "im.message.recalled_v1" || event.message_id === undefined) return;
    const { message_id } = event;
    if (await kit.isNew(`event/${header.event_id}`)) void takenBack(message_id).catch(onError);
  }

  async function takenBack(messageId: string): Promise<void> {
    const found = await messageOf(messageId);
    if (found) await kit.changed(found.root, { room: "", root: found.root, to: found.by });
  }

  async function written(id: string, { sender, message }: Call["event"]): Promise<void> {
    const by = personOf(sender);
    if (!message || by === undefined) return;
    if (message.root_id && message.chat_type !== "p2p") return await kit.stirred(message.root_id);
    if (!isForBot(message) || !(await kit.isNew(`event/${id}`))) return;
    const content = { ...present({ msg_type: message.message_type }), body: present({ content: message.content }) };
    void kit.asked(by, textIn(content).text, { room: message.chat_id ?? "", to: by }).catch(onError);
  }

  async function pressed(id: string, { operator, action, context }: Call["event"]): Promise<void> {
    const by = operator?.open_id;
    const what = whatOf(action);
    const { open_message_id: root, open_chat_id: room = "" } = context ?? {};
    if (by === undefined || root === undefined || what === undefined) return;
    await kit.pressed(root, { id, by, what }, { room, root, to: by });
  }
}

type Told = v.InferOutput<typeof Event>;

const personOf = (sender: Told["sender"]) => (sender?.sender_type === "user" ? sender.sender_id?.open_id : undefined);

/** What is written to the bot itself, or calls it in a group. */
const isForBot = ({ chat_type, mentions = [] }: NonNullable<Told["message"]>) =>
  chat_type === "p2p" || mentions.length > 0;

function whatOf(action: Told["action"]): Press | undefined {
  const what = action?.value?.do;
  return what === "take" || what === "close" ? what : undefined;
}

const stampOf = (request: Request) => ({
  signature: request.get("x-lark-signature"),
  timestamp: request.get("x-lark-request-timestamp"),
  nonce: request.get("x-lark-request-nonce"),
});

function parsed<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined {
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
