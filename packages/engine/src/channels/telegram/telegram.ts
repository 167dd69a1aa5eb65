import { ChatError, RETRYABLE } from "@parley/protocol";
import { createHmac } from "node:crypto";
import type { ChannelKit, ChannelType, Connection } from "../../spine/port.ts";
import { isSame } from "../shared/same.ts";
import { type Api, createApi } from "./api.ts";
import { decode, type Told } from "./decode.ts";
import { createOrder } from "./order.ts";
import { startPolling } from "./polling.ts";
import { send, valueOf } from "./sending.ts";
import { setup } from "./setup.ts";
import { ASKED, readUpdate, type Update } from "./update.ts";

/** Where Telegram is, unless the inbox says otherwise. */
const TELEGRAM = "https://api.telegram.org";
/** Lines on which Telegram may call at once. */
const LINES = 10;

/** A bot on Telegram. */
export function telegram(): ChannelType {
  return {
    type: "telegram",
    can: {
      text: { most: 4_096, in: "units" },
      choices: { most: 20, label: 64 },
      files: { kinds: ["image", "audio", "video", "document"], most: 50 * 1024 ** 2 },
    },
    setup,
    connect,
  };
}

async function connect(kit: ChannelKit): Promise<Connection> {
  const { secrets, inbox, memory, address, routes } = kit;
  const { token } = secrets;
  if (!token) throw new Error("There is no token yet.");
  const { api: base, updates } = inbox.settings;
  const api = createApi(kit, text(base) ?? TELEGRAM, token);
  const take = taker(kit, api);

  const secret = secretOf(token, inbox.id);
  routes.post("/", async (request, response) => {
    if (!isSame(request.get("x-telegram-bot-api-secret-token"), secret)) return void response.status(401).end();
    const update = readUpdate(parsed(request.body as Buffer));
    // What was not understood comes to nothing when it comes again.
    if (update) await take(update);
    response.status(200).end();
  });

  const called = address !== undefined && updates !== "polling";
  if (!called) await api.call("deleteWebhook");
  else
    await api.call("setWebhook", {
      url: address,
      secret_token: secret,
      allowed_updates: ASKED,
      max_connections: LINES,
    });
  const taken = async (update: unknown) => {
    const read = readUpdate(update);
    if (read) await take(read);
  };
  const polling = called ? undefined : startPolling({ api, memory, take: taken, onError: kit.onError });

  return {
    send: (message, signal) => send(api, kit, message, signal),
    async file(ref, signal) {
      const bytes = await api.file(ref, signal);
      return bytes && { bytes };
    },
    check: async (signal) => {
      try {
        const { username = "", first_name = "" } = await api.call<Me>("getMe", {}, signal);
        return { ok: true, says: `${first_name} (@${username})` };
      } catch (error) {
        return { ok: false, says: error instanceof Error ? error.message : String(error) };
      }
    },
    ...(polling && { stop: () => polling.stop() }),
  };
}

interface Me {
  first_name?: string;
  username?: string;
}

const text = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);

/** What Telegram shows us with every call: the same on all nodes, without being kept. */
const secretOf = (token: string, inboxId: string) =>
  createHmac("sha256", token).update(`webhook of ${inboxId}`).digest("hex");

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Takes updates in, those of a chat in their order. Throws where Telegram has to come again. */
function taker({ receive, memory, onError }: ChannelKit, api: Api) {
  const order = createOrder();

  async function told({ message, pressed }: Told): Promise<void> {
    const { value: carried, ...rest } = message;
    const value = carried === undefined ? undefined : await valueOf(memory, carried);
    try {
      await receive({ ...rest, ...(value !== undefined && { value }) });
    } catch (error) {
      // It would be refused for ever.
      if (!(error instanceof ChatError) || RETRYABLE.includes(error.code)) throw error;
      onError(error);
    }
    // The button waits no more. One that was pressed long ago cannot be told so.
    if (pressed !== undefined) void api.call("answerCallbackQuery", { callback_query_id: pressed }).catch(() => {});
  }

  return async (update: Update): Promise<void> => {
    const found = decode(update);
    if (found) await order.take(found.message.from.id, update.update_id, () => told(found));
  };
}
