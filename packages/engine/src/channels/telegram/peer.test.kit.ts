import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What Telegram does with the next message that it gets. */
export type Mood =
  | "well"
  | "fails"
  | "is slow"
  | "loses the answer"
  | "is gone"
  | "asks to wait"
  | "is blocked"
  | "knows nobody"
  | "refuses pictures";

/** What it answers who fetches a file: its bytes, that it cannot say now, nothing for a long time, or that it is gone. */
type Platforms = Buffer | "away" | "slow" | "gone";

/** How Telegram hands an update over. */
export type Way = "once" | "thrice" | "late" | "hangs up";

/** What somebody sees in their chat with the bot. */
export interface Shown {
  chat: number;
  text: string;
  buttons: { text: string; callback_data: string }[];
  file?: { way: string; name: string; bytes: Buffer };
}

const REFUSALS: Partial<Record<Mood, [status: number, description: string, parameters?: object]>> = {
  fails: [500, "Internal Server Error"],
  "asks to wait": [429, "Too Many Requests: retry after 1", { retry_after: 1 }],
  "is blocked": [403, "Forbidden: bot was blocked by the user"],
  "knows nobody": [400, "Bad Request: chat not found"],
};
/** Milliseconds: that a slow answer takes, that an update is late, until an update is handed over again, for which an answer is waited. */
const TIMES = { slow: 300, late: 200, again: 50, patience: 10_000 };

type Asked = Record<string, string> & { reply_markup?: { inline_keyboard: Shown["buttons"][] } };
/** What calls are asked with, as far as it is read. */
interface Params {
  offset?: number;
  file_id?: string;
  callback_query_id?: string;
  url?: string;
  secret_token?: string;
}
interface Hook {
  url: string;
  secret_token: string;
}
type Update = { update_id: number } & Record<string, unknown>;

/**
 * The Bot API as it behaves: checks the token, numbers updates, shows the secret with each, hands over again what was not answered with
 * 2xx, gives updates to who asks where there is no webhook, limits, blocks, fails. It does not know repeats of what is sent.
 */
export async function openTelegram(token: string, moodOf: (one: Shown) => Mood = () => "well") {
  const shown: Shown[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean }[] = [];
  const moods: Mood[] = [];
  const answered: string[] = [];
  const files = new Map<string, Platforms>();
  const pending = new Map<number, Update>();
  let hook: Hook | undefined;
  const numbers = { update: 1_000, message: 0, query: 0 };
  const closed = new AbortController();

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const { pathname } = new URL(request.url ?? "", api);
    const say = (status: number, said: object) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
    const [, , fileId] = /^\/file\/bot([^/]+)\/(.+)$/.exec(pathname) ?? [];
    if (fileId !== undefined) return serveFile(files.get(fileId), response);
    const [, given, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(pathname) ?? [];
    const no: No = (code, description, parameters) =>
      say(code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
    if (given !== token) return no(401, "Unauthorized");
    const yes: Yes = (result) => say(200, { ok: true, result });
    if (method.startsWith("send")) return await send({ request, body, method, yes, no });
    const asked = JSON.parse(body.toString()) as Params;
    await CALLS[method]?.(asked, yes, no);
  }

  type Yes = (result: unknown) => void;
  type No = (code: number, description: string, parameters?: object) => void;
  const CALLS: Record<string, (asked: Params, yes: Yes, no: No) => unknown> = {
    getMe: (_, yes) => yes({ id: 9, is_bot: true, first_name: "Shop", username: "shop_bot" }),
    setWebhook(asked, yes) {
      hook = { url: asked.url ?? "", secret_token: asked.secret_token ?? "" };
      yes(true);
    },
    deleteWebhook(_, yes) {
      hook = undefined;
      yes(true);
    },
    async getUpdates({ offset = 0 }, yes, no) {
      if (hook) return no(409, "Conflict: can't use getUpdates method while webhook is active");
      for (const number of pending.keys()) if (number < offset) pending.delete(number);
      if (pending.size === 0) await wait(TIMES.again);
      yes([...pending.values()].toSorted((one, other) => one.update_id - other.update_id).slice(0, 100));
    },
    answerCallbackQuery({ callback_query_id = "" }, yes) {
      answered.push(callback_query_id);
      yes(true);
    },
    getFile: ({ file_id = "" }, yes, no) =>
      files.has(file_id)
        ? yes({ file_id, file_path: file_id })
        : no(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
  };

  async function send(call: { request: IncomingMessage; body: Buffer; method: string; yes: Yes; no: No }) {
    const { request, body, method, yes, no } = call;
    const one = await read(request, body, method);
    const mood = moods.shift() ?? moodOf(one);
    const wrong = wrongIn(one, mood);
    const refused = REFUSALS[mood] ?? (wrong && ([400, `Bad Request: ${wrong}`] as const));
    const seen = !refused && mood !== "is gone";
    dealt.push({ text: one.text, mood, seen });
    if (refused) return no(...refused);
    if (!seen) return void request.socket.destroy();
    shown.push(one);
    if (mood === "loses the answer") return void request.socket.destroy();
    if (mood === "is slow") await wait(TIMES.slow);
    yes({ message_id: ++numbers.message, chat: { id: one.chat, type: "private" }, date: seconds() });
  }

  return {
    api,
    answered,
    shown: (chat: number) => shown.filter((one) => one.chat === chat),
    /** What it made of everything, in order. */
    dealt,
    hook: () => hook,
    /** What it does with the next messages, one after the other; then it is well again. */
    will: (...next: Mood[]) => void moods.push(...next),
    /** A file that somebody sends. */
    keep: (id: string, bytes: Platforms) => void (bytes === "gone" ? files.delete(id) : files.set(id, bytes)),
    ...people(shown, numbers),
    deliver: handingOver(pending, () => hook, closed.signal),
    close(): void {
      closed.abort();
      server.closeAllConnections();
      server.close();
    },
  };
}
export type Telegram = Awaited<ReturnType<typeof openTelegram>>;

/** Hands updates over until they are taken, by the webhook or by who asks. */
function handingOver(pending: Map<number, Update>, hook: () => Hook | undefined, closed: AbortSignal) {
  async function post(update: Update, signal: AbortSignal): Promise<boolean> {
    const to = hook();
    if (!to) return false;
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": to.secret_token };
    const asked = { method: "POST", headers, body: JSON.stringify(update), signal };
    return await fetch(to.url, asked).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  return async function deliver(update: Update, way: Way = "once"): Promise<void> {
    if (way === "late") await wait(TIMES.late);
    pending.set(update.update_id, update);
    if (way === "hangs up") await post(update, AbortSignal.timeout(2));
    const once = async () => {
      while (pending.has(update.update_id) && !closed.aborted) {
        if (await post(update, AbortSignal.timeout(TIMES.patience))) return;
        await wait(TIMES.again);
      }
    };
    await Promise.all(way === "thrice" ? [once(), once(), once()] : [once()]);
    pending.delete(update.update_id);
  };
}

const seconds = () => Math.floor(Date.now() / 1_000);

function serveFile(file: Platforms | undefined, response: ServerResponse): void {
  if (file === "slow") return;
  if (file === undefined || typeof file === "string") response.writeHead(file === "away" ? 503 : 404).end();
  else response.end(file);
}

/** What people do, as updates which are not handed over yet. */
function people(shown: readonly Shown[], numbers: { update: number; message: number; query: number }) {
  const numbered = (what: object): Update => ({ update_id: ++numbers.update, ...what });
  const who = (chat: number) => ({
    from: { id: chat, is_bot: false, first_name: `Person ${chat}` },
    chat: { id: chat, type: "private" },
  });
  return {
    written: (chat: number, what: object, date = seconds()) =>
      numbered({ message: { message_id: ++numbers.message, date, ...who(chat), ...what } }),
    /** Somebody presses a button of what they were shown last. */
    pressed(chat: number, data: string) {
      const { from, chat: where } = who(chat);
      const inline_keyboard = shown.findLast((one) => one.chat === chat)?.buttons.map((button) => [button]) ?? [];
      const message = { message_id: 1, date: seconds(), chat: where, reply_markup: { inline_keyboard } };
      return numbered({ callback_query: { id: String(++numbers.query), from, message, data } });
    },
  };
}

/** What Telegram would find wrong in a message. */
function wrongIn({ text, file, buttons }: Shown, mood: Mood): string | undefined {
  if (mood === "refuses pictures" && file?.way === "photo") return "PHOTO_INVALID_DIMENSIONS";
  if (text.length > 4_096) return "message is too long";
  if (text === "" && !file) return "message text is empty";
  return buttons.some(({ callback_data }) => Buffer.byteLength(callback_data) > 64) ? "BUTTON_DATA_INVALID" : undefined;
}

async function read(request: IncomingMessage, body: Buffer, method: string): Promise<Shown> {
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("application/json")) {
    const { chat_id, text = "", reply_markup } = JSON.parse(body.toString()) as Asked;
    return { chat: Number(chat_id), text, buttons: reply_markup?.inline_keyboard.flat() ?? [] };
  }
  const sent = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const way = method.slice("send".length).toLowerCase();
  const file = sent.get(way) as File;
  const bytes = Buffer.from(await file.arrayBuffer());
  return { chat: Number(sent.get("chat_id")), text: "", buttons: [], file: { way, name: file.name, bytes } };
}
