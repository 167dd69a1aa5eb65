import { randomBytes } from "node:crypto";
import { getSignature } from "@wecom/crypto";
import { Calls, type Fault } from "../passive/calls.test.kit.ts";
import { type Answering, serveJson } from "../passive/serve.test.kit.ts";

/** What the platform does with the next message; `loses the answer`: it shows it, and the answer is lost. */
export type Mood =
  | "well"
  | "fails"
  | "is busy"
  | "asks to wait"
  | "has ended the token"
  | "is gone"
  | "loses the answer";

/** Something that somebody sees in their chat with the account. */
export interface Seen {
  to: string;
  text: string;
  by: "reply" | "message";
  at: number;
}

export interface PeerOptions {
  /** Milliseconds that it waits for an answer to its call, and for which people may be written to. */
  patience?: number;
  window?: number;
  /** Characters that a text must not have. */
  limit?: number;
  now?: () => number;
  /** What it does with a message, where it was told nothing else. */
  moodOf?: (one: { text: string }) => Mood;
}

export const ACCOUNT = { appSecret: "xyz123xyz", accessToken: "2.00token", id: "1902538057" };
/** What this peer says where a window is closed; the platform publishes no code. */
export const CLOSED = 99_048;
const NO_TOKEN = [{ error: "invalid_access_token", error_code: 21_332 }, 403] as const;

const REFUSALS: Partial<Record<Mood, [said: object, status: number, headers?: Record<string, string>]>> = {
  fails: [{}, 500],
  "is busy": [{ error: "Too many pending tasks, system is busy", error_code: 10009 }, 403],
  "asks to wait": [{}, 429, { "retry-after": "1" }],
  "has ended the token": [{ error: "expired_token", error_code: 21327 }, 403],
};

/** When something was written, by how much the clock that signs is wrong, and what befalls the calls. */
interface Sends {
  at?: number;
  skew?: number;
  faults?: Fault[];
}

/** A platform that behaves as Weibo's fans service does, as far as its documents say. */
export async function openWeibo(options: PeerOptions = {}) {
  const { patience = 5_000, window = 48 * 3_600_000, limit = 300, now = Date.now, moodOf = () => "well" } = options;
  const seen: Seen[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean; isAgain?: boolean }[] = [];
  const wrote = new Map<string, number>();
  const files = new Map<string, Buffer>();
  const answered = new Set<string>();
  const moods: Mood[] = [];

  /** A message of the account. */
  function take(form: URLSearchParams): [said: object, status: number] {
    if (form.get("access_token") !== ACCOUNT.accessToken) return [...NO_TOKEN];
    const [to, data] = [form.get("receiver_id") ?? "", form.get("data") ?? ""];
    const last = wrote.get(to);
    if (last === undefined) return [{ error: "Target user does not exist", error_code: 20003 }, 400];
    if (now() - last > window) return [{ error: "the window is closed", error_code: CLOSED }, 403];
    const { text } = JSON.parse(data) as { text: string };
    if (text.length >= limit) return [{ error: "Text too long", error_code: 20012 }, 400];
    seen.push({ to, text, by: "message", at: Date.now() });
    return [{ result: true, sender_id: ACCOUNT.id, receiver_id: to, type: "text", data }, 200];
  }

  function reply(body: Buffer, answer: Answering): void {
    const form = new URLSearchParams(body.toString());
    const { text } = JSON.parse(form.get("data") ?? "{}") as { text: string };
    const mood = moods.shift() ?? moodOf({ text });
    const refusal = REFUSALS[mood];
    const taken = refusal ?? (mood === "is gone" ? undefined : take(form));
    dealt.push({ text, mood, seen: !refusal && taken?.[1] === 200 });
    if (!taken || mood === "loses the answer") answer.cut();
    else answer.json(...taken);
  }

  const house = await serveJson((path, { query, body }, answer) => {
    if (path === "/2/messages/reply.json") return reply(body, answer);
    if (query.get("access_token") !== ACCOUNT.accessToken) return answer.json(...NO_TOKEN);
    const file = path === "/2/mss/msget" ? files.get(query.get("fid") ?? "") : undefined;
    if (file) answer.bytes(file);
    else if (path === "/oauth2/get_token_info") answer.json({ uid: Number(ACCOUNT.id) });
    else answer.json({ error: "not found", error_code: 20_101 }, 404);
  });

  const calls = new Calls(patience, (body, about, isAgain) => {
    if (body === "" || answered.has(about)) return;
    answered.add(about);
    const { sender_id, receiver_id, data } = JSON.parse(body) as Record<string, string>;
    if (sender_id !== ACCOUNT.id) throw new Error("It answers for somebody else.");
    const { text } = JSON.parse(decodeURIComponent(data ?? "")) as { text: string };
    seen.push({ to: receiver_id ?? "", text, by: "reply", at: Date.now() });
    dealt.push({ text, mood: "well", seen: true, isAgain });
  });

  /** A call as it is sent, signed at a time. */
  function callOf(body: string, at = now()): { query: string; body: string } {
    const [timestamp, nonce] = [String(at), randomBytes(4).readUInt32BE().toString()];
    const signature = getSignature(ACCOUNT.appSecret, timestamp, nonce, "");
    return { query: new URLSearchParams({ signature, timestamp, nonce }).toString(), body };
  }

  return {
    seen,
    /** What it made of everything, in order; `isAgain`: a reply that it heard when it asked again, so that others may have come before. */
    dealt,
    sees: (to: string) => seen.filter((one) => one.to === to).map(({ text }) => text),
    api: house.url,
    calls,
    callOf,
    files,
    will: (...next: Mood[]) => void moods.push(...next),
    /** Somebody sends something: resolves when the platform is done with it, to whether it was taken. */
    sends(url: string, from: string, message: object, { at = now(), skew = 0, faults }: Sends = {}) {
      wrote.set(from, now());
      // Ids are numbers that are longer than a number may be.
      const body = JSON.stringify({
        receiver_id: "ID",
        sender_id: "FROM",
        created_at: written(at),
        data: {},
        ...message,
      })
        .replace('"ID"', ACCOUNT.id)
        .replace('"FROM"', /^\d+$/.test(from) ? from : JSON.stringify(from));
      // Messages have no ids: who, when and what tell them apart.
      return calls.hand(url, `${from}/${at}/${body}`, () => callOf(body, now() + skew), faults);
    },
    close: () => house.close(),
  };
}
export type Weibo = Awaited<ReturnType<typeof openWeibo>>;

/** A time as the platform writes it: `Mon Jul 16 18:09:20 +0800 2012`. */
function written(at: number): string {
  const [, day, date, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
}
