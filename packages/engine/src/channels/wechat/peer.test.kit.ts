import { randomBytes } from "node:crypto";
import { Calls, type Fault } from "../passive/calls.test.kit.ts";
import { serveApi } from "./api.test.kit.ts";
import { ACCOUNT, fieldsOf, type Mode, putInto, takeOut, xmlOf } from "./envelope.test.kit.ts";
import { createPeople } from "./people.test.kit.ts";

export interface PeerOptions {
  mode?: Mode;
  /** Milliseconds that it waits for an answer to its call. */
  patience?: number;
  /** Messages that may follow one of a person's, and for how many milliseconds. */
  quota?: number;
  window?: number;
  /** Seconds for which a token holds. */
  seconds?: number;
  now?: () => number;
}

const DAY = 24 * 3_600_000;

/** A platform that behaves as WeChat does, as far as its documents say. */
export async function openWeChat(options: PeerOptions = {}) {
  const { mode = "safe", patience = 5_000, quota = 5, window = 2 * DAY, seconds = 7_200, now = Date.now } = options;
  const people = createPeople({ now, quota, window });
  const calls = new Calls(patience, (body, about, isAgain) => {
    const reply = takeOut(mode, body);
    if (reply !== undefined) people.answered(about, fieldsOf(reply), isAgain);
  });
  const callOf = (xml: string, at = now()) => putInto(mode, xml, at);

  return {
    ...people,
    ...(await serveApi({ people, seconds, now })),
    calls,
    /** A call as it is made, signed at a time. */
    callOf,
    /** What a reply says. */
    read: (body: string) => takeOut(mode, body),
    /** Somebody sends something: resolves when the platform is done with it, to whether it was taken. */
    sends(
      url: string,
      from: string,
      fields: Record<string, string> & { MsgType: string },
      how: { id?: string; at?: number; faults?: Fault[]; skew?: number } = {},
    ): Promise<boolean> {
      const { id = String(randomBytes(6).readUIntBE(0, 6)), at = now(), faults, skew = 0 } = how;
      people.wrote(from);
      const CreateTime = String(Math.floor(at / 1_000));
      const all = { FromUserName: from, ToUserName: ACCOUNT.name, CreateTime, ...fields };
      const xml = xmlOf(fields.MsgType === "event" ? all : { ...all, MsgId: id });
      return calls.hand(url, id, () => callOf(xml, now() + skew), faults);
    },
  };
}
export type WeChat = Awaited<ReturnType<typeof openWeChat>>;
