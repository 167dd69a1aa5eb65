import { ChatError, RETRYABLE } from "@parley/protocol";
import { createHmac } from "node:crypto";
import type { ChannelKit, ChannelType, Connection } from "../../spine/port.ts";
import { valueOf } from "../shared/carried.ts";
import { parsed } from "../shared/parsed.ts";
import { isSame } from "../shared/same.ts";
import { type Api, createApi } from "./api.ts";
import { decode, type Told } from "./decode.ts";
import { createOrder, type Order } from "./order.ts";
import { startPolling } from "./polling.ts";
import { send } from "./sending.ts";
import { setup } from "./setup.ts";
import { ASKED, isNumbered, readUpdate } from "./update.ts";

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
  const called = address !== undefined && updates !== "polling" && (updates === "webhook" || canCall(address));
  // Who asks knows the order.
  const take = taker(kit, api, called ? createOrder() : undefined);

  const secret = secretOf(token, inbox.id);
  routes.post("/", async (request, response) => {
    if (!isSame(request.get("x-telegram-bot-api-secret-token"), secret)) return void response.status(401).end();
    await take(parsed(request.body as Buffer));
    response.status(200).end();
  });

  if (!called) await api.call("deleteWebhook");
  else
    await api.call("setWebhook", {
      url: address,
      secret_token: secret,
      allowed_updates: ASKED,
      max_connections: LINES,
    });
  const { onError } = kit;
  const polling = called ? undefined : startPolling({ api, bot: botOf(token), memory, take, whose, onError });

  return {
    send: (message, signal) => send(api, kit, message, signal),
    async file(ref, signal) {
      const bytes = await api.file(ref, signal);
      return bytes && { bytes };
    },
    check: async (signal) => {
      const { username = "", first_name = "" } = await api.call<Me>("getMe", {}, signal);
      return { ok: true, says: `${first_name} (@${username})` };
    },
    async invite({ code }, signal) {
      const { username } = await api.call<Me>("getMe", {}, signal);
      return username && `https://t.me/${username}?start=${code}`;
    },
    ...(polling && { stop: () => polling.stop() }),
  };
}

interface Me {
  first_name?: string;
  username?: string;
}

const text = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);

/** Telegram calls nothing but HTTPS, at these ports. */
function canCall(address: string): boolean {
  const { protocol, port } = new URL(address);
  return protocol === "https:" && ["", "80", "88", "8443"].includes(port);
}

/** The number of a bot, which stays when its token is made anew. */
const botOf = (token: string) => token.split(":", 1).join("");

/** Whose chat an update is of. */
function whose(update: unknown): string {
  const read = readUpdate(update);
  return (read && decode(read)?.message.from.id) ?? "";
}

/** What Telegram shows us with every call: the same on all nodes, without being kept. */
const secretOf = (token: string, inboxId: string) =>
  createHmac("sha256", token).update(`webhook of ${inboxId}`).digest("hex");

/** Takes updates in, those of a chat in their order where they may overtake each other. Throws where Telegram has to come again. */
function taker({ receive, memory, onError, secrets }: ChannelKit, api: Api, order: Order | undefined) {
  // Another bot's chats are called alike, and their messages are numbered alike.
  const bot = botOf(secrets["token"] ?? "");

  async function told({ message, pressed }: Told): Promise<void> {
    const { value: carried, ...rest } = message;
    const value = carried === undefined ? undefined : await valueOf(memory, carried);
    try {
      // Telegram calls somebody the same with every bot.
      const proven = [{ kind: "telegram" as const, value: rest.from.id }];
      await receive({ ...rest, id: `${bot}/${rest.id}`, proven, ...(value !== undefined && { value }) });
    } catch (error) {
      // It would be refused for ever.
      if (!(error instanceof ChatError) || RETRYABLE.includes(error.code)) throw error;
      onError(error);
    }
    // The button waits no more. One that was pressed long ago cannot be told so.
    if (pressed !== undefined) void api.call("answerCallbackQuery", { callback_query_id: pressed }).catch(() => {});
  }

  return async (update: unknown): Promise<void> => {
    const read = readUpdate(update);
    const found = read && decode(read);
    if (found && order) return await order.take(found.message.from.id, read.update_id, () => told(found));
    if (found) return await told(found);
    // What is nothing for us, or is not understood, comes to nothing when it comes again.
    if (isNumbered(update)) order?.passed(update.update_id);
    if (!read) onError(new Error("Telegram sent an update that is not understood."));
  };
}
