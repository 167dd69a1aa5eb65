import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { isSigned, keysOf, sign } from "./webhook.ts";

/** What the other house does with the next message that it gets. */
export type Mood =
  | "well"
  | "fails"
  | "is slow"
  | "loses the answer"
  | "is gone"
  | "asks to wait"
  | "blocks"
  | "knows nobody"
  | "has moved";

/** What it answers who fetches a file: its bytes, that it cannot say now, nothing for a long time, or that it is gone. */
type Platforms = Buffer | "away" | "slow" | "gone";

/** A message as it is handed over. */
export interface Handed {
  to: string;
  key: string;
  from: { kind: string; name?: string };
  texts: string[];
  choices?: { label: string; value: string }[];
  file?: { name: string; type: string; bytes: number; base64: string };
}

const REFUSALS: Partial<Record<Mood, [status: number, said: object, headers?: Record<string, string>]>> = {
  fails: [500, {}],
  "asks to wait": [429, {}, { "retry-after": "1" }],
  blocks: [403, { reason: "They wrote too long ago." }],
  "knows nobody": [410, { reason: "They are gone." }],
  "has moved": [307, {}, { location: "http://127.0.0.1:1/" }],
};
/** Milliseconds that a slow house takes, and that the engine has. */
const TIMES = { slow: 300, patience: 60_000 };

/** Another house as `docs/channels/http.md` says it is: a real HTTP server that shows each message once by its key. */
export async function openHouse(secret: string, moodOf: (one: { text: string }) => Mood = () => "well") {
  const shown: Handed[] = [];
  const handed: { id: string; data: Handed }[] = [];
  const moods: Mood[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean }[] = [];
  const files = new Map<string, Platforms>();
  let keys = keysOf(secret);

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "", url);
    if (request.method === "GET") return serveFile(files.get(decodeURI(pathname)), response);
    const body = Buffer.concat(await request.toArray());
    if (!isSigned(keys, request.headers, body, Date.now())) return void response.writeHead(401).end();
    const { type, data } = JSON.parse(body.toString()) as { type: string; data: Handed };
    if (type !== "message") return void response.writeHead(200).end();
    handed.push({ id: String(request.headers["webhook-id"]), data });
    await show(data, request, response);
  }

  async function show(data: Handed, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = (status: number, said: object, headers: Record<string, string> = {}) =>
      void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(said));
    const text = data.texts.join("\n");
    const mood = moods.shift() ?? moodOf({ text });
    const refused = REFUSALS[mood];
    const seen = !refused && mood !== "is gone" && !shown.some(({ key }) => key === data.key);
    dealt.push({ text, mood, seen });
    if (refused) return answer(...refused);
    if (mood === "is gone") return void request.socket.destroy();
    if (seen) shown.push(data);
    if (mood === "loses the answer") return void request.socket.destroy();
    if (mood === "is slow") await wait(TIMES.slow);
    answer(200, { id: `their-${data.key}` });
  }

  return {
    url,
    handed,
    /** What it made of everything, in order. */
    dealt,
    all: shown,
    /** What it does with the next messages, one after the other; then it is well again. */
    will: (...next: Mood[]) => void moods.push(...next),
    /** A file that can be fetched. */
    keep(path: string, bytes: Platforms): string {
      if (bytes === "gone") files.delete(path);
      else files.set(path, bytes);
      return url + encodeURI(path);
    },
    /** From now on it knows this secret. */
    knows: (secret: string) => void (keys = keysOf(secret)),
    shown: (to: string) => shown.filter((one) => one.to === to),
    /** Tells the engine something; resolves to its answer. */
    async tells(
      address: string,
      told: object | string,
      changed: Record<string, string> = {},
      patience = TIMES.patience,
    ): Promise<Response> {
      const body = typeof told === "string" ? told : JSON.stringify(told);
      const headers = { ...sign(keys, "msg_1", body, Date.now()), ...changed };
      return await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(patience) });
    },
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

function serveFile(file: Platforms | undefined, response: ServerResponse): void {
  if (file === "slow") return;
  if (file === undefined || typeof file === "string") response.writeHead(file === "away" ? 503 : 404).end();
  else response.end(file);
}
