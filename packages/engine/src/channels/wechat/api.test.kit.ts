import { type Answering, serveJson } from "../passive/serve.test.kit.ts";
import { ACCOUNT } from "./envelope.test.kit.ts";
import type { createPeople } from "./people.test.kit.ts";

/** What the platform does with the next call; `loses the answer`: it does what is asked, and the answer is lost. */
export type Mood =
  | "is well"
  | "fails"
  | "is busy"
  | "asks to wait"
  | "has ended the token"
  | "loses the answer"
  | "is gone";

export interface ApiOptions {
  people: ReturnType<typeof createPeople>;
  /** Seconds for which a token holds. */
  seconds: number;
  now: () => number;
}

interface Asked {
  query: URLSearchParams;
  body: Buffer;
}
type Body = Record<string, never>;

const json = ({ body }: Asked) => JSON.parse(body.toString()) as Body;

const REFUSALS: Partial<Record<Mood, (answer: Answering) => void>> = {
  fails: (answer) => answer.json({}, 500),
  "is busy": (answer) => answer.json({ errcode: -1, errmsg: "system error" }),
  "asks to wait": (answer) => answer.json({}, 429, { "retry-after": "1" }),
  "is gone": (answer) => answer.cut(),
};

/** The platform's API. A new token ends the one before at once, which is more than the platform does. */
export async function serveApi({ people, seconds, now }: ApiOptions) {
  const media = new Map<string, { type: string; bytes: Buffer }>();
  const moods: Mood[] = [];
  const asked: string[] = [];
  let held = { token: "", until: 0 };
  let tokens = 0;
  const newToken = () => void (held = { token: `token-${++tokens}`, until: now() + seconds * 1_000 });

  function stableToken(request: Asked): object {
    const { appid, secret, force_refresh } = json(request);
    if (appid !== ACCOUNT.appId) return { errcode: 40013, errmsg: "invalid appid" };
    if (secret !== ACCOUNT.appSecret) return { errcode: 40125, errmsg: "invalid appsecret" };
    if (force_refresh || held.until <= now()) newToken();
    return { access_token: held.token, expires_in: Math.floor((held.until - now()) / 1_000) };
  }

  function refusalOf(query: URLSearchParams): object | undefined {
    if (query.get("access_token") !== held.token) return { errcode: 40001, errmsg: "invalid credential" };
    return held.until <= now() ? { errcode: 42001, errmsg: "access_token expired" } : undefined;
  }

  function upload({ query, body }: Asked): object {
    const bytes = body.subarray(body.indexOf("\r\n\r\n") + 4, body.lastIndexOf("\r\n--"));
    const id = `media-${media.size + 1}`;
    media.set(id, { type: query.get("type") ?? "", bytes });
    return { type: query.get("type"), media_id: id, created_at: Math.floor(now() / 1_000) };
  }

  const takes: Record<string, (request: Asked) => object> = {
    "message/custom/send": (request) => people.service(json(request)),
    "message/custom/typing": () => ({ errcode: 0, errmsg: "ok" }),
    "message/template/send": (request) => people.template(json(request)),
    "media/upload": upload,
    "user/info": ({ query }) => people.info(query.get("openid") ?? ""),
  };

  function take(call: string, request: Asked, answer: Answering): void {
    const mood = moods.shift() ?? "is well";
    const refuse = REFUSALS[mood];
    if (refuse) return refuse(answer);
    if (mood === "has ended the token") held = { ...held, until: 0 };
    const refusal = refusalOf(request.query);
    if (refusal) return answer.json(refusal);
    const file = call === "media/get" && media.get(String(request.query.get("media_id")));
    if (file) return answer.bytes(file.bytes);
    const said = takes[call]?.(request) ?? { errcode: 40007, errmsg: "invalid media_id" };
    if (mood === "loses the answer") answer.cut();
    else answer.json(said);
  }

  const { url, close } = await serveJson((path, request, answer) => {
    const call = path.replace("/cgi-bin/", "");
    asked.push(call);
    if (call === "stable_token") answer.json(stableToken(request));
    else take(call, request, answer);
  });

  return {
    api: url,
    close,
    /** Every call that was made. */
    asked,
    media,
    /** How many tokens it has given. */
    tokens: () => tokens,
    /** Somebody else has asked for a new one: the one before is worth nothing. */
    replaceToken: newToken,
    will: (...next: Mood[]) => void moods.push(...next),
  };
}
