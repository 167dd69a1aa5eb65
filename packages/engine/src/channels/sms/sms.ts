import { ChatError, RETRYABLE } from "@parley/protocol";
import type { Request, Response } from "express";
import type { ChannelKit, ChannelType, Connection } from "../../spine/port.ts";
import { isFormSigned } from "../shared/form-signed.ts";
import { accountOf } from "./account.ts";
import { createApi } from "./api.ts";
import { messageOf, receiptOf } from "./decode.ts";
import { createLoopGuard } from "./looping.ts";
import { noteTold, send } from "./sending.ts";
import { setup } from "./setup.ts";
import { createStopping } from "./stopping.ts";

/** Numbers for text messages, at Twilio or a gateway that is like it. */
export function sms(): ChannelType {
  return {
    type: "sms",
    can: {
      text: { most: 1_530, in: "units" },
      files: { kinds: ["image", "audio", "video", "document"], most: Number.MAX_SAFE_INTEGER },
    },
    setup,
    connect,
  };
}

function connect(kit: ChannelKit): Connection {
  const { memory, routes, onError } = kit;
  const account = accountOf(kit);
  const api = createApi(kit, account);
  const stopping = createStopping(memory);
  const guard = createLoopGuard(() => performance.now());

  /** What a call says, if it is the gateway's. */
  function formOf(request: Request): URLSearchParams | undefined {
    const body = request.body as Buffer;
    const given = request.get("x-twilio-signature") ?? request.get("x-signalwire-signature");
    const isTheirs = isFormSigned(account.token, given, { url: calledOf(request, account.address), body });
    return isTheirs ? new URLSearchParams(body.toString()) : undefined;
  }

  async function take(form: URLSearchParams): Promise<void> {
    const message = messageOf(form);
    if (!message) return;
    const { id, from, text } = message;
    await stopping.heard(from.id, { id, text });
    guard.heard({ from: from.id, text, id });
    try {
      await kit.receive(message);
    } catch (error) {
      // It would be refused for ever.
      if (!(error instanceof ChatError) || RETRYABLE.includes(error.code)) throw error;
      onError(error);
    }
  }

  routes.post("/", async (request, response) => {
    const form = formOf(request);
    if (!form) return void response.status(403).end();
    await take(form);
    nothingToSay(response);
  });
  routes.post("/status", async (request, response) => {
    const form = formOf(request);
    if (!form) return void response.status(403).end();
    const [of, id] = [request.query["of"], form.get("MessageSid")];
    if (typeof of === "string" && id) await noteTold(memory, of, id);
    const receipt = receiptOf(form);
    if (receipt) await kit.receipt(receipt);
    nothingToSay(response);
  });

  return {
    send: (message, signal) => send({ api, memory, account, stopping, guard }, message, signal),
    async file(ref, signal) {
      const bytes = await api.file(ref, signal);
      return bytes && { bytes };
    },
    check: async (signal) => ({ ok: true, says: await api.account(signal) }),
  };
}

/** The address that was called, as everybody sees it: some enter it without the stroke at its end. */
function calledOf({ originalUrl, url }: Request, address: string): string {
  const isBare = !originalUrl.split("?", 1).join("").endsWith("/") && /^\/(\?|$)/.test(url);
  return `${isBare ? address.replace(/\/$/, "") : address}${url.slice(1)}`;
}

/** What is said comes later, by a call of ours. */
const nothingToSay = (response: Response) => void response.type("text/xml").send("<Response/>");
