import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Body, createDealing, type Mood } from "./dealing.test.kit.ts";

/** How LINE hands an event over. */
export type Way = "once" | "thrice" | "late" | "hangs up";

/** What it answers who fetches a file: its bytes, that it cannot say now, nothing for a long time, or that it is gone. */
type Platforms = Buffer | "away" | "slow" | "gone";

export const SECRETS = { channelSecret: "8c570fa6dd201bb328f1c1eac23a96d8", token: "a-token-of-a-channel" };
/** Milliseconds: of a call that is late, until a call is made again, for which an answer is waited. */
const TIMES = { late: 200, again: 50, patience: 60_000 };
export interface LineEvent extends Record<string, unknown> {
  deliveryContext: { isRedelivery: boolean };
}

/** The Messaging API as it behaves: reply tokens that are good once and for a moment, retry keys, limits, signed calls. */
export async function openLine(moodOf: (one: { text: string }) => Mood = () => "well", valid = 60_000) {
  const files = new Map<string, Platforms>();
  const dealing = createDealing(moodOf);
  const loading: string[] = [];
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const path = new URL(request.url ?? "", api).pathname.replace("/v2/bot/", "");
    const say = (status: number, said: object) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
    if (request.headers.authorization !== `Bearer ${SECRETS.token}`)
      return say(401, { message: "Authentication failed" });
    const [, content] = /^message\/(.+)\/content$/.exec(path) ?? [];
    if (content !== undefined) return serveFile(files.get(decodeURIComponent(content)), response);
    if (path === "info") return say(200, { displayName: "Shop", basicId: "@shop" });
    if (path.startsWith("profile/"))
      return say(200, { userId: path.slice(8), displayName: `Name of ${path.slice(8)}` });
    const asked = JSON.parse(body.toString()) as Body;
    if (path === "chat/loading/start") return (loading.push(asked.chatId ?? ""), say(202, {}));
    await dealing.send(path === "message/reply", asked, { request, say });
  }

  let events = 0;
  return {
    api,
    dealt: dealing.dealt,
    /** Who was shown that an answer is being made. */
    loading,
    shown: (to: string) => dealing.shown.filter((one) => one.to === to),
    /** What it does with the next messages, one after the other; then it is well again. */
    will: (...next: Mood[]) => void dealing.moods.push(...next),
    keep: (id: string, bytes: Platforms) => void (bytes === "gone" ? files.delete(id) : files.set(id, bytes)),
    /** An event of a person's, which is not handed over yet. */
    event(userId: string, what: object, at = Date.now()): LineEvent {
      const replyToken = randomUUID();
      dealing.tokens.set(replyToken, { userId, until: Date.now() + valid });
      const webhookEventId = `01FZ74A0TDDPYRVKNK${String((events += 1)).padStart(8, "0")}`;
      const source = { type: "user", userId };
      const deliveryContext = { isRedelivery: false };
      return { mode: "active", timestamp: at, source, webhookEventId, deliveryContext, replyToken, ...what };
    },
    post,
    deliver,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type Line = Awaited<ReturnType<typeof openLine>>;

function serveFile(file: Platforms | undefined, response: ServerResponse): void {
  if (file === "slow") return;
  if (file === undefined || typeof file === "string") response.writeHead(file === "away" ? 202 : 404).end();
  else response.end(file);
}

/** Calls with events, signed; resolves to the status, 0 where there was none. */
async function post(
  address: string,
  events: readonly object[],
  signal = AbortSignal.timeout(TIMES.patience),
): Promise<number> {
  const body = JSON.stringify({ destination: "U0", events });
  const signature = createHmac("sha256", SECRETS.channelSecret).update(body).digest("base64");
  const headers = { "content-type": "application/json", "x-line-signature": signature };
  return await fetch(address, { method: "POST", body, headers, signal }).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Hands events over until they are taken: what comes again says so. */
async function deliver(address: string, events: readonly LineEvent[], way: Way = "once"): Promise<void> {
  const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }));
  if (way === "late") await wait(TIMES.late);
  if (way === "hangs up") await post(address, events, AbortSignal.timeout(2));
  const once = async (given: readonly LineEvent[]) => {
    if ((await post(address, given)) === 200) return;
    while ((await post(address, again)) !== 200) await wait(TIMES.again);
  };
  await Promise.all(way === "thrice" ? [once(events), once(again), once(again)] : [once(events)]);
}
