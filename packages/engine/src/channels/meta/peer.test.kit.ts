import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Call, CHANNELS, type Kind, type Platforms, serveFile, type Shown, wordsIn } from "./shapes.test.kit.ts";

/** What Meta does with the next message that it gets. */
export type Mood =
  | "well"
  | "fails"
  | "is slow"
  | "loses the answer"
  | "is gone"
  | "asks to wait"
  | "has ended the token"
  | "blocks"
  | "knows nobody";

/** How a call is made. */
export type Way = "once" | "thrice" | "late" | "hangs up";

export const SECRETS = { appSecret: "an-app-secret", token: "a-token-of-a-system-user", verifyToken: "a-verify-token" };
const REFUSALS: Partial<Record<Mood, [status: number, code: number, message: string, subcode?: number]>> = {
  fails: [500, 131_000, "Something went wrong"],
  "asks to wait": [429, 80_007, "Rate limit hit"],
  "has ended the token": [401, 190, "Error validating access token"],
  blocks: [400, 131_047, "Re-engagement message", 2_018_278],
  "knows nobody": [400, 131_026, "Message undeliverable"],
};
/** Milliseconds: of a slow answer, of a call that is late, until a call is made again, for which an answer is waited. */
const TIMES = { slow: 300, late: 200, again: 50, patience: 60_000 };

/** Meta as it behaves, for one of its channels: a Graph API that looks at token and proof, and signed calls until they are answered with 200. */
export async function openMeta(kind: Kind, moodOf: (one: Shown) => Mood = () => "well") {
  const { accountId, shown: readShown, call } = CHANNELS[kind];
  const shown: Shown[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean }[] = [];
  const moods: Mood[] = [];
  const files = new Map<string, Platforms>();
  const proof = createHmac("sha256", SECRETS.appSecret).update(SECRETS.token).digest("hex");
  let number = 0;
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const url = new URL(request.url ?? "", api);
    const say = (status: number, said: object) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
    const no = (status: number, code: number, message: string, error_subcode = 0) =>
      say(status, { error: { message, type: "OAuthException", code, error_subcode, fbtrace_id: "A" } });
    if (request.headers.authorization !== `Bearer ${SECRETS.token}`) return no(401, 190, "Invalid OAuth access token");
    const [, , id = ""] = url.pathname.split("/");
    const path = decodeURI(url.pathname);
    if (path.startsWith("/file/")) return serveFile(files.get(path.slice("/file/".length)), response);
    if (url.searchParams.get("appsecret_proof") !== proof) return no(400, 100, "Invalid appsecret_proof");
    if (request.method === "GET") return about(decodeURIComponent(id), say, no);
    if (url.pathname.endsWith("/media")) return say(200, { id: await keep(request, body) });
    await show(await readShown(request, body, files), { request, say, no });
  }

  function about(id: string, say: Say, no: No): void {
    if (id === "me" || id === accountId) return say(200, { name: "Shop", verified_name: "Shop" });
    if (files.has(id)) return say(200, { url: `${api}/file/${encodeURI(id)}` });
    no(400, 100, "Unsupported get request");
  }

  async function keep(request: IncomingMessage, body: Buffer): Promise<string> {
    const file = (await wordsIn(request, body)).get("file") as File;
    const id = `media-${(number += 1)}`;
    files.set(id, Buffer.from(await file.arrayBuffer()));
    return id;
  }

  async function show(
    what: Omit<Shown, "id">,
    { request, say, no }: { request: IncomingMessage; say: Say; no: No },
  ): Promise<void> {
    const one = { ...what, id: `wamid.${(number += 1)}==` };
    const mood = moods.shift() ?? moodOf(one);
    const refused = one.template ? undefined : REFUSALS[mood];
    const seen = !refused && mood !== "is gone";
    dealt.push({ text: one.text, mood, seen });
    if (refused) return no(...refused);
    if (!seen) return void request.socket.destroy();
    shown.push(one);
    if (mood === "loses the answer") return void request.socket.destroy();
    if (mood === "is slow") await wait(TIMES.slow);
    say(200, { messages: [{ id: one.id }], message_id: one.id });
  }

  return {
    accountId,
    api,
    dealt,
    all: shown,
    shown: (to: string) => shown.filter((one) => one.to === to),
    /** What it does with the next messages, one after the other; then it is well again. */
    will: (...next: Mood[]) => void moods.push(...next),
    keep(id: string, bytes: Platforms): string {
      if (bytes === "gone") files.delete(id);
      else files.set(id, bytes);
      return kind === "whatsapp" ? id : `${api}/file/${encodeURI(id)}`;
    },
    call: (...happened: Call[]) => call(happened),
    post,
    deliver,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}
type Say = (status: number, said: object) => void;
type No = (status: number, code: number, message: string, subcode?: number) => void;

async function post(address: string, told: object, signal = AbortSignal.timeout(TIMES.patience)): Promise<number> {
  // As Meta writes JSON: letters beyond ASCII by their numbers.
  const body = JSON.stringify(told).replaceAll(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const signature = createHmac("sha256", SECRETS.appSecret).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
  return await fetch(address, { method: "POST", body, headers, signal }).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Makes a call until it is answered with 200. */
async function deliver(address: string, told: object, way: Way = "once"): Promise<void> {
  if (way === "late") await wait(TIMES.late);
  if (way === "hangs up") await post(address, told, AbortSignal.timeout(2));
  const once = async () => {
    while ((await post(address, told)) !== 200) await wait(TIMES.again);
  };
  await Promise.all(Array.from({ length: way === "thrice" ? 3 : 1 }, once));
}
