import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Message, type Shown, shownOf, wrongIn } from "./shown.test.kit.ts";

/** What LINE does with the next call that sends something. */
export type Mood =
  | "well"
  | "fails"
  | "is slow"
  | "loses the answer"
  | "is gone"
  | "asks to wait"
  | "has ended the token"
  | "has no messages left"
  | "knows nobody";

const REFUSALS: Partial<Record<Mood, [status: number, message: string]>> = {
  fails: [500, "Internal error"],
  "asks to wait": [429, "The API rate limit has been exceeded. Try again later."],
  "has ended the token": [401, "Authentication failed due to the following reason: invalid token."],
  "has no messages left": [429, "You have reached your monthly limit."],
  "knows nobody": [400, "The property, 'to', in the request body is invalid"],
};
/** Milliseconds of a slow answer. */
const SLOW = 300;
const RETRY_KEY = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export interface Body {
  to?: string;
  replyToken?: string;
  messages?: Message[];
  chatId?: string;
}
interface Answering {
  request: IncomingMessage;
  say: (status: number, said: object) => void;
}

/** What LINE makes of what it is sent: replies by tokens that are good once, pushes by retry keys. */
export function createDealing(moodOf: (one: { text: string }) => Mood) {
  const shown: Shown[] = [];
  const dealt: { text: string; mood: Mood; seen: boolean }[] = [];
  const moods: Mood[] = [];
  const tokens = new Map<string, { userId: string; until: number }>();
  const accepted = new Map<string, object>();

  async function send(isReply: boolean, asked: Body, { request, say }: Answering): Promise<void> {
    const { messages = [] } = asked;
    const key = request.headers["x-line-retry-key"];
    const before = accepted.get(String(key));
    if (before) return say(409, { message: "The retry key is already accepted", ...before });
    const isKeyRight = isReply ? key === undefined : RETRY_KEY.test(String(key));
    const wrong = isKeyRight ? wrongIn(messages) : "The retry key is wrong";
    if (wrong !== undefined) return say(400, { message: wrong });
    await deal(isReply ? undefined : String(key), asked, { request, say });
  }

  async function deal(retryKey: string | undefined, asked: Body, { request, say }: Answering): Promise<void> {
    const text = (asked.messages ?? [])
      .slice(0, 1)
      .map((message) => shownOf("", message).text)
      .join("");
    const mood = moods.shift() ?? moodOf({ text });
    const noted = { text, mood, seen: false };
    dealt.push(noted);
    const refused = REFUSALS[mood];
    if (refused) return say(refused[0], { message: refused[1] });
    const said = mood === "is gone" ? {} : await show(retryKey === undefined, asked);
    if (!said) return (dealt.splice(dealt.indexOf(noted), 1), say(400, { message: "Invalid reply token" }));
    noted.seen = mood !== "is gone";
    if (noted.seen && retryKey !== undefined) accepted.set(retryKey, said);
    await answer(mood, () => say(200, said), request);
  }

  async function answer(mood: Mood, say: () => void, request: IncomingMessage): Promise<void> {
    if (mood === "is gone" || mood === "loses the answer") return void request.socket.destroy();
    if (mood === "is slow") await wait(SLOW);
    say();
  }

  async function show(isReply: boolean, { to, replyToken = "", messages = [] }: Body): Promise<object | undefined> {
    const of = tokens.get(replyToken);
    const whom = isReply && of ? (of.until > Date.now() ? of.userId : undefined) : to;
    if (whom === undefined) return undefined;
    tokens.delete(replyToken);
    shown.push(...(await Promise.all(messages.map((one) => withFile({ ...shownOf(whom, one), isReply })))));
    return { sentMessages: messages.map(() => ({ id: String(shown.length), quoteToken: "q" })) };
  }

  return { shown, dealt, moods, tokens, send };
}

/** What somebody has who opens a link that they were sent. */
async function withFile(one: Shown): Promise<Shown> {
  const [, name, url] = /^📎 (.+)\n(https?:\S+)$/.exec(one.text) ?? [];
  if (name === undefined || url === undefined) return one;
  return { ...one, file: { name, bytes: Buffer.from(await (await fetch(url)).arrayBuffer()) } };
}
