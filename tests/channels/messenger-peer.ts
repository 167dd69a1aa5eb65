import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the other house does with the next message that it gets. */
export type Mood =
  | "well"
  | "fails"
  | "is slow"
  | "loses the answer"
  | "is gone"
  | "asks to wait"
  | "blocks"
  | "knows nobody";

/** A message as the engine hands it over. */
export interface Handed {
  to: string;
  key: string;
  texts: string[];
  choices?: { label: string; value: string }[];
  file?: { name: string; type: string; data: string };
}

const REFUSALS: Partial<Record<Mood, [status: number, said: object, headers?: Record<string, string>]>> = {
  fails: [500, {}],
  "asks to wait": [429, {}, { "retry-after": "1" }],
  blocks: [403, { reason: "They wrote too long ago." }],
  "knows nobody": [410, { reason: "They are gone." }],
};

/** Milliseconds in which the engine has to take a message: longer than a busy machine needs. */
const PATIENCE = 60_000;
/** Milliseconds that a slow house takes. */
const SLOW = 300;

/**
 * The other house of `examples/own-channel`: a real HTTP server that shows what it gets to its people, each message once by its
 * key, and hands over what they write.
 */
export async function openMessenger(secret: string, moodNow: () => Mood = () => "well") {
  const shown: (Handed & { at: number })[] = [];
  const handed: Handed[] = [];
  const moods: Mood[] = [];
  const files = new Map<string, Buffer | "slow" | "away">();
  const sign = (body: string) => createHmac("sha256", secret).update(body).digest("hex");

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET") return serve(request, response);
    const body = Buffer.concat(await request.toArray()).toString();
    if (request.headers["x-signature"] !== sign(body)) return void response.writeHead(401).end("{}");
    const message = JSON.parse(body) as Handed;
    handed.push(message);
    const mood = moods.shift() ?? moodNow();
    const answer = (status: number, said: object, headers: Record<string, string> = {}) =>
      void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(said));
    const refused = REFUSALS[mood];
    if (refused) return answer(...refused);
    if (mood === "is gone") return void request.socket.destroy();
    if (!shown.some(({ key }) => key === message.key)) shown.push({ ...message, at: Date.now() });
    if (mood === "loses the answer") return void request.socket.destroy();
    if (mood === "is slow") await new Promise((resolve) => void setTimeout(resolve, SLOW));
    answer(200, { id: `their-${message.key}` });
  }

  /** A file, for who signs its name. One that is away comes later; one that nobody sent never does. */
  function serve({ url = "", headers }: IncomingMessage, response: ServerResponse): void {
    const ref = decodeURIComponent(url.slice(1));
    if (headers["x-signature"] !== sign(ref)) return void response.writeHead(401).end();
    const file = files.get(ref);
    if (file === "slow") return;
    if (file === "away") return void response.writeHead(503).end();
    if (!file) return void response.writeHead(404).end();
    response.end(file);
  }

  return {
    /** Files that its people sent, by what they are fetched by. */
    files,
    deliverTo: `http://127.0.0.1:${(server.address() as AddressInfo).port}/deliver`,
    /** What it does with the next messages, one after the other; then it is well again. */
    will: (...next: Mood[]) => void moods.push(...next),
    /** Everything it was handed, as often as it was. */
    handed,
    /** Everything that its people saw, in order. */
    all: shown,
    /** What one of them saw. */
    shown: (to: string) => shown.filter((one) => one.to === to).flatMap(({ texts }) => texts),
    /** The files that one of them got. */
    received: (to: string) =>
      shown
        .filter((one) => one.to === to)
        .flatMap(({ file }) => (file ? [{ name: file.name, bytes: Buffer.from(file.data, "base64") }] : [])),
    choices: (to: string) => shown.findLast((one) => one.to === to)?.choices,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
    /** Tells the engine something; resolves to the status of its answer. */
    async tells(engine: string, told: object, signature?: string): Promise<number> {
      const body = JSON.stringify(told);
      const headers = { "x-signature": signature ?? sign(body) };
      const signal = AbortSignal.timeout(PATIENCE);
      return (await fetch(`${engine}/channels/messenger/`, { method: "POST", body, headers, signal })).status;
    },
  };
}
export type Messenger = Awaited<ReturnType<typeof openMessenger>>;
