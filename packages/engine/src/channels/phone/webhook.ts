import type { Request, Response } from "express";
import type { ChannelKit } from "../../spine/port.ts";
import { createAgentSide } from "./agent-side.ts";
import { createComplaints } from "../passive/complaints.ts";
import { createFreshness } from "../passive/fresh.ts";
import type { Account } from "./account.ts";
import type { Calls } from "./calls.ts";
import type { Flow, Verb } from "./flow.ts";
import { toJambonz } from "./jambonz.ts";
import { music } from "./music.ts";
import { isSignedByKey, isSignedBySecret, isSignedByToken, type Signed } from "./signatures.ts";
import type { Question, Talk } from "./talk.ts";
import { readTold, type Told } from "./told.ts";
import type { Turns } from "./turns.ts";
import { toTwiml } from "./twiml.ts";
import type { Voice } from "./voice.ts";
import { WORDS } from "./words.ts";

export interface ServeParts {
  kit: Pick<ChannelKit, "routes" | "onError">;
  account: Account;
  calls: Calls;
  talk: Talk;
  turns: Turns;
  /** What is told beside the course of a call, by the last part of the address. */
  afterwards: Readonly<Record<string, (told: Told) => Promise<void>>>;
  /** A voice that speaks instead of the gateway's. */
  voice?: Voice | undefined;
  now: () => number;
}

/** Serves what a gateway calls: nothing is read of what is not signed. */
export function serveCalls({ kit, account, calls, talk, turns, afterwards, voice, now }: ServeParts): void {
  const { routes, onError } = kit;
  const complain = createComplaints(onError, now);
  const isFresh = createFreshness(now);
  const words = WORDS[account.language];
  const agentSide = createAgentSide({ account, calls, onError });
  const tune = music();

  function isSigned(signed: Signed): boolean {
    const { gateway, secret, key } = account;
    if (gateway === "jambonz") return isSignedBySecret(secret, signed, now());
    return key ? isSignedByKey(key, signed, now()) : isSignedByToken(secret, signed);
  }

  /**
   * Where no address is signed, what was said in one place must not be said in another. Who only asks what to do next asks the same within a
   * second, and may.
   */
  function isOnce({ url, header }: Signed, { keys, speech, recording, written }: Told): boolean {
    const signature = header("jambonz-signature") ?? header("telnyx-signature-ed25519");
    const brings = [keys, speech, recording, written].some((one) => one !== undefined);
    return !brings || signature === undefined || isFresh({ at: now(), signature, about: url });
  }

  function write(response: Response, said: Verb[]): void {
    const verbs = voice ? voice.voiced(said) : said;
    const flow: Flow = { language: account.language, ...(account.voice && { voice: account.voice }), verbs };
    if (account.gateway === "jambonz") response.json(toJambonz(flow));
    else response.type("text/xml").send(toTwiml(flow));
  }

  async function answer(path: string, question: Question, of: string): Promise<Verb[]> {
    const side = agentSide[path];
    if (side) return await side(question, of);
    const turn = turns[path];
    if (!turn) return [{ do: "hangUp" }];
    return await talk.once(question, () => turn(question));
  }

  /** Where nothing can be stored the caller says it once more: nothing is lost without a word. */
  function onceMore(path: string, url: string, again: number): Verb[] {
    if (path === "") return [{ do: "say", text: words.sorry }, { do: "hangUp" }];
    const turn = url.replace(/\/[a-z]+\?/, "/turn?").replace(/&again=\d+$/, "");
    const to = `${turn}&again=${again + 1}`;
    return [{ do: "gather", to, sounds: [{ do: "say", text: words.unclear }], seconds: 6 }];
  }

  /** What is told; or the status that refuses it. */
  function open(signed: Signed): Told | 403 | 400 {
    const told = isSigned(signed) ? readTold(signed.body, account.gateway === "jambonz") : 403;
    if (told === 403 || (told && !isOnce(signed, told)))
      return (complain("A call came whose signature is wrong, too old, or of another call."), 403);
    return told ?? (complain("A call came that cannot be read."), 400);
  }

  async function take(path: string, request: Request, response: Response): Promise<void> {
    const since = performance.now();
    const url = urlOf(account.address, request);
    const told = open({ url, body: request.body as Buffer, header: (name) => request.get(name) });
    const [step, again] = [Number(request.query["step"] ?? 0), Number(request.query["again"] ?? 0)];
    if (typeof told === "number") return void response.status(told).end();
    if (![step, again].every((one) => Number.isInteger(one) && one >= 0)) return void response.status(400).end();
    const after = afterwards[path];
    if (after) {
      await after(told);
      return void response.status(204).end();
    }
    const verbs = await answer(path, { told, step, again, since }, ofIn(request)).catch((error: unknown) => {
      onError(error);
      return onceMore(path, url, again);
    });
    write(response, verbs);
  }

  routes.get("/", (_, response) => void response.status(405).type("text/plain").send("Calls are posted here."));
  routes.get(
    "/music.wav",
    (_, response) => void response.type("audio/wav").set("cache-control", "public, max-age=86400").send(tune),
  );
  voice?.serve(routes);
  routes.post("/", (request, response) => take("", request, response));
  for (const path of [...Object.keys(turns), ...Object.keys(afterwards), ...Object.keys(agentSide)]) {
    if (path !== "") routes.post(`/${path}`, (request, response) => take(path, request, response));
  }
}

/** The call that an address is of, where another one asks. */
const ofIn = ({ query: { of } }: Request): string => (typeof of === "string" ? of : "");

/** Where a gateway called, by our public address: what a request says of its host is anybody's. */
function urlOf(address: string, { url, originalUrl }: Request): string {
  const rest = url.replace(/^\//, "");
  // Somebody may have left out the slash at the end.
  const isBare = rest === "" || rest.startsWith("?");
  return isBare && !/\/(?:\?|$)/.test(originalUrl) ? address.replace(/\/$/, "") + rest : address + rest;
}
