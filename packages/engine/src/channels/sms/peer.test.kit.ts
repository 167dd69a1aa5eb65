import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createHmac } from "node:crypto";

/** What the gateway does with the next message that it gets; `loses the answer`: it has it, and says so by its callback alone. */
export type Mood =
  | "well"
  | "fails"
  | "is slow"
  | "loses the answer"
  | "is gone"
  | "asks to wait"
  | "has ended the token"
  | "is stopped"
  | "knows nobody";

/** How a call is made. */
export type Way = "once" | "thrice" | "late" | "hangs up";

/** What it answers who fetches a file: its bytes, that it cannot say now, nothing for a long time, or that it is gone. */
type Platforms = Buffer | "away" | "slow" | "gone";

export interface Shown {
  id: string;
  to: string;
  text: string;
  file?: { name: string; bytes: Buffer };
  callback: string;
}

export const ACCOUNT = { sid: "AC00000000000000000000000000000001", token: "an-auth-token", number: "+15550199" };
const REFUSALS: Partial<
  Record<Mood, [status: number, code: number, message: string, headers?: Record<string, string>]>
> = {
  fails: [500, 20_500, "Internal Server Error"],
  "asks to wait": [429, 20_429, "Too Many Requests", { "retry-after": "1" }],
  "has ended the token": [401, 20_003, "Authenticate"],
  "is stopped": [400, 21_610, "Attempt to send to unsubscribed recipient"],
  "knows nobody": [400, 21_211, "Invalid 'To' Phone Number"],
};
/** Milliseconds: of a slow answer, of a call that is late, until a call is made again, for which an answer is waited. */
const TIMES = { slow: 300, late: 200, again: 50, patience: 60_000 };

/** A form as it is posted, signed as Twilio signs: by the address and the fields in their order. */
function signed(address: string, fields: Record<string, string>): RequestInit {
  const whole = Object.keys(fields)
    .toSorted()
    .map((name) => name + fields[name])
    .join("");
  const signature = createHmac("sha1", ACCOUNT.token)
    .update(address + whole)
    .digest("base64");
  return { method: "POST", body: new URLSearchParams(fields), headers: { "x-twilio-signature": signature } };
}

/** Calls once; resolves to the status, 0 where there was none. */
async function post(address: string, fields: Record<string, string>, patience = TIMES.patience): Promise<number> {
  const asked = { ...signed(address, fields), signal: AbortSignal.timeout(patience) };
  return await fetch(address, asked).then(
    ({ status }) => status,
    () => 0,
  );
}

/** A gateway as it behaves: looks at the account, knows no repeats, calls with what came in and with what became of what went out. */
export async function openGateway(moodOf: (one: { text: string }) => Mood = () => "well") {
  const shown: Shown[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean }[] = [];
  const moods: Mood[] = [];
  const files = new Map<string, Platforms>();
  const right = `Basic ${Buffer.from(`${ACCOUNT.sid}:${ACCOUNT.token}`).toString("base64")}`;
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let number = 0;

  type Say = (status: number, said: object, headers?: Record<string, string>) => void;
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const { pathname } = new URL(request.url ?? "", api);
    const say: Say = (status, said, headers = {}) =>
      void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(said));
    if (request.headers.authorization !== right)
      return say(401, { code: 20_003, message: "Authenticate", status: 401 });
    if (pathname.startsWith("/media/")) return serveFile(files.get(decodeURI(pathname)), response);
    if (request.method === "GET") return say(200, { friendly_name: "Shop" });
    await send(form, say, request);
  }

  async function send(form: URLSearchParams, say: Say, request: IncomingMessage): Promise<void> {
    const one = await shownOf(form, `SM${String((number += 1)).padStart(32, "0")}`);
    const mood = moods.shift() ?? moodOf(one);
    const isWrong = one.text.length > 1_600 || (one.text === "" && !one.file);
    const refused = isWrong ? ([400, 21_617, "The message body is wrong"] as const) : REFUSALS[mood];
    const seen = !refused && mood !== "is gone";
    dealt.push({ text: one.text, mood, seen });
    if (refused) return say(refused[0], { code: refused[1], message: refused[2], status: refused[0] }, refused[3]);
    if (!seen) return void request.socket.destroy();
    shown.push(one);
    if (mood === "loses the answer") {
      await becomes(one, "sent");
      return void request.socket.destroy();
    }
    if (mood === "is slow") await wait(TIMES.slow);
    say(201, { sid: one.id, status: "queued" });
  }

  /** Tells what became of a message, until it is heard. */
  async function becomes(one: Pick<Shown, "id" | "callback">, MessageStatus: string, more = {}): Promise<void> {
    const fields = { MessageSid: one.id, AccountSid: ACCOUNT.sid, MessageStatus, ...more };
    while ((await post(one.callback, fields)) !== 200) await wait(TIMES.again);
  }

  /** Somebody's message as it is handed over. */
  const written = (From: string, Body: string, media: string[] = [], id = "") => ({
    MessageSid: id || `SM${String((number += 1)).padStart(32, "f")}`,
    AccountSid: ACCOUNT.sid,
    From,
    To: ACCOUNT.number,
    Body,
    NumMedia: String(media.length),
    ...Object.fromEntries(
      media.flatMap((url, index) => [
        [`MediaUrl${index}`, url],
        [`MediaContentType${index}`, url.endsWith(".jpg") ? "image/jpeg" : "text/plain"],
      ]),
    ),
  });

  return {
    api,
    dealt,
    shown: (to: string) => shown.filter((one) => one.to === to),
    /** What it does with the next messages, one after the other; then it is well again. */
    will: (...next: Mood[]) => void moods.push(...next),
    keep(path: string, bytes: Platforms): string {
      if (bytes === "gone") files.delete(path);
      else files.set(path, bytes);
      return api + encodeURI(path);
    },
    becomes,
    written,
    post,
    deliver,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type Gateway = Awaited<ReturnType<typeof openGateway>>;

async function shownOf(form: URLSearchParams, id: string): Promise<Shown> {
  const [to, text] = [form.get("To") ?? "", form.get("Body") ?? ""];
  const callback = form.get("StatusCallback") ?? "";
  const [, name = "mms", link = form.get("MediaUrl")] = /^📎 (.+)\n(https?:\S+)$/.exec(text) ?? [];
  if (!link) return { id, to, text, callback };
  const file = { name, bytes: Buffer.from(await (await fetch(link)).arrayBuffer()) };
  return { id, to, text, callback, file };
}

function serveFile(file: Platforms | undefined, response: ServerResponse): void {
  if (file === "slow") return;
  if (file === undefined || typeof file === "string") response.writeHead(file === "away" ? 503 : 404).end();
  else response.end(file);
}

/** Hands a message over until it is taken. */
async function deliver(address: string, fields: Record<string, string>, way: Way = "once"): Promise<void> {
  if (way === "late") await wait(TIMES.late);
  if (way === "hangs up") await post(address, fields, 2);
  const once = async () => {
    while ((await post(address, fields)) !== 200) await wait(TIMES.again);
  };
  await Promise.all(Array.from({ length: way === "thrice" ? 3 : 1 }, once));
}
