import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { openHouse } from "../../packages/engine/src/channels/http/peer.test.kit.ts";
import { openLine, SECRETS as LINE_SECRETS } from "../../packages/engine/src/channels/line/peer.test.kit.ts";
import { openMeta, SECRETS as META_SECRETS } from "../../packages/engine/src/channels/meta/peer.test.kit.ts";
import type { Kind } from "../../packages/engine/src/channels/meta/shapes.test.kit.ts";
import { ACCOUNT as GATEWAY, openGateway } from "../../packages/engine/src/channels/sms/peer.test.kit.ts";
import { ACCOUNT as WECOM, openWecom } from "../../packages/engine/src/channels/wecom-kf/peer.test.kit.ts";
import { ACCOUNT as WEIBO, openWeibo } from "../../packages/engine/src/channels/weibo/peer.test.kit.ts";
import type { Random } from "../chaos/random.ts";
import type { Dealt } from "./storm.ts";

/** What befalls messages that are handed over, and how often they are out of order or at the wrong time. */
export type Way = "once" | "thrice" | "late" | "hangs up";
export const WAYS: Way[] = ["once", "thrice", "late", "hangs up"];

/** Something that somebody wrote, as a platform has it. */
export interface Written {
  from: string;
  text: string;
  /** When, as the platform says. */
  at: number;
}

/** A platform's stand-in that does what it is told, and says what became of everything. */
export interface Platform {
  channel: string;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  /** What it does at its worst with what it is handed. */
  moods: string[];
  /** After which of them it shows a message twice, as it knows no repeats. */
  doubles: string[];
  /** Whether it knows what it was handed before, whatever became of its answer and of whom it answered. */
  knowsRepeats: boolean;
  /** What it made of everything, in order. */
  dealt: readonly Dealt[];
  /** What it calls somebody new. */
  newcomer: () => string;
  /** How many of what somebody wrote comes in one call, in whatever order. */
  together: number;
  /** Hands over what somebody wrote, until it is taken. Resolves to the faults in that. */
  hand: (address: string, written: readonly Written[], random: Random) => Promise<number>;
  close: () => void;
}

export type MoodOf = (one: { text: string }) => never;
type Open = (moodOf: MoodOf) => Promise<Platform>;

const COMMON = ["fails", "is slow", "loses the answer", "is gone", "asks to wait"];
let people = 0;
const another = () => (people += 1);
/** Milliseconds until a call is made again that nobody took. */
const AGAIN = 50;
const faultsOf = (way: Way) => (way === "once" ? 0 : 1);

const meta =
  (kind: Kind): Open =>
  async (moodOf) => {
    const peer = await openMeta(kind, moodOf);
    return {
      channel: kind,
      settings: { api: peer.api, [kind === "whatsapp" ? "phoneNumberId" : "accountId"]: peer.accountId },
      secrets: META_SECRETS,
      moods: [...COMMON, "has ended the token", "blocks", "knows nobody"],
      doubles: ["loses the answer"],
      knowsRepeats: false,
      dealt: peer.dealt,
      newcomer: () => String(16_505_550_000 + another()),
      together: 3,
      async hand(address, written, random) {
        const way = random.pick(WAYS);
        const calls = written.map((one) => ({ ...one, id: `in.${another()}` }));
        await peer.deliver(address, peer.call(...calls), way);
        return faultsOf(way);
      },
      close: peer.close,
    };
  };

const line: Open = async (moodOf) => {
  const peer = await openLine(moodOf);
  return {
    channel: "line",
    settings: { api: peer.api, data: peer.api },
    secrets: LINE_SECRETS,
    moods: [...COMMON, "has ended the token", "has no messages left", "knows nobody"],
    doubles: [],
    knowsRepeats: true,
    dealt: peer.dealt,
    newcomer: () => `U${String(another()).padStart(32, "0")}`,
    together: 3,
    async hand(address, written, random) {
      const way = random.pick(WAYS);
      const message = (text: string) => ({ type: "message", message: { id: `m${another()}`, type: "text", text } });
      await peer.deliver(
        address,
        written.map(({ from, text, at }) => peer.event(from, message(text), at)),
        way,
      );
      return faultsOf(way);
    },
    close: peer.close,
  };
};

const sms: Open = async (moodOf) => {
  const peer = await openGateway(moodOf);
  return {
    channel: "sms",
    settings: { api: peer.api, accountSid: GATEWAY.sid, from: GATEWAY.number },
    secrets: { authToken: GATEWAY.token },
    moods: [...COMMON, "has ended the token", "is stopped", "knows nobody"],
    doubles: [],
    knowsRepeats: false,
    dealt: peer.dealt,
    newcomer: () => `+1555${1_000_000 + another()}`,
    together: 1,
    async hand(address, written, random) {
      let faults = 0;
      for (const { from, text } of written) {
        const way = random.pick(WAYS);
        await peer.deliver(address, peer.written(from, text), way);
        faults += faultsOf(way);
      }
      return faults;
    },
    close: peer.close,
  };
};

const SECRET = `whsec_${Buffer.from("a secret of both houses, long enough").toString("base64")}`;
const http: Open = async (moodOf) => {
  const peer = await openHouse(SECRET, moodOf);
  const post = async (address: string, told: object, patience?: number) =>
    await peer.tells(address, told, {}, patience).then(
      ({ status }) => status === 204,
      () => false,
    );
  return {
    channel: "http",
    settings: { deliverTo: peer.url },
    secrets: { secret: SECRET },
    moods: [...COMMON, "has moved", "blocks", "knows nobody"],
    doubles: [],
    knowsRepeats: true,
    dealt: peer.dealt,
    newcomer: () => `person-${another()}`,
    together: 1,
    async hand(address, written, random) {
      let faults = 0;
      for (const { from, text, at } of written) {
        const way = random.pick(WAYS);
        const told = { id: `in-${another()}`, from: { id: from }, text, at };
        const once = async () => {
          while (!(await post(address, told))) await wait(AGAIN);
        };
        if (way === "hangs up") await post(address, told, 2);
        await Promise.all(Array.from({ length: way === "thrice" ? 3 : 1 }, once));
        faults += faultsOf(way);
      }
      return faults;
    },
    close: peer.close,
  };
};

/** What befalls calls of Weibo's. The last of three tries always comes through. */
const CALLED = [[], ["cut"], ["late"], ["thrice"], ["cut", "cut"], ["late", "cut"], ["thrice", "cut"]] as const;
const weibo: Open = async (moodOf) => {
  const peer = await openWeibo({ moodOf, patience: 30_000 });
  const { appSecret, accessToken } = WEIBO;
  return {
    channel: "weibo",
    settings: { api: peer.api, files: peer.api, deadline: 300 },
    secrets: { appSecret, accessToken },
    moods: ["fails", "loses the answer", "is gone", "asks to wait", "is busy", "has ended the token"],
    doubles: ["loses the answer"],
    knowsRepeats: false,
    dealt: peer.dealt,
    newcomer: () => String(9_000_000_000_000_000_000n + BigInt(another())),
    together: 1,
    async hand(address, written, random) {
      let faults = 0;
      for (const { from, text, at } of written) {
        const called = random.pick(CALLED);
        const skew = random.chance(0.3) ? random.between(-4, 4) * 60_000 : 0;
        // The platform gives up after three tries; here it does not, as a node may be away for longer.
        const once = (some: (typeof CALLED)[number]) =>
          peer.sends(address, from, { type: "text", text }, { at, skew, faults: [...some] });
        if (!(await once(called))) while (!(await once([]))) await wait(AGAIN);
        faults += called.length + (skew === 0 ? 0 : 1);
      }
      return faults;
    },
    close: peer.close,
  };
};

const wecom: Open = async (moodOf) => {
  const peer = await openWecom({ moodOf, quota: 1_000 });
  const { corpId, kfSecret, token, encodingAesKey, kf } = WECOM;
  return {
    channel: "wecom-kf",
    settings: { corpId, api: peer.api, window: { hours: 48, messages: 1_000 } },
    secrets: { kfSecret, token, encodingAesKey },
    moods: ["fails", "loses the answer", "is gone", "asks to wait", "is busy", "has ended the token"],
    doubles: [],
    knowsRepeats: true,
    dealt: peer.dealt,
    newcomer: () => `${kf}/person-${another()}`,
    together: 1,
    async hand(address, written, random) {
      let faults = 0;
      for (const { from, text } of written) {
        const id = randomBytes(8).toString("hex");
        const isTwice = random.chance(0.5);
        const pokes = random.between(1, 3);
        const list = () => peer.lists(from.slice(kf.length + 1), { msgtype: "text", text: { content: text } }, id);
        list();
        const poked = async () => {
          while (!(await peer.pokes(address))) await wait(AGAIN);
        };
        await Promise.all(Array.from({ length: pokes }, poked));
        if (isTwice) list();
        faults += (isTwice ? 1 : 0) + (pokes > 1 ? 1 : 0);
      }
      return faults;
    },
    close: peer.close,
  };
};

export const PLATFORMS: Record<string, Open> = {
  whatsapp: meta("whatsapp"),
  messenger: meta("messenger"),
  instagram: meta("instagram"),
  line,
  sms,
  http,
  weibo,
  "wecom-kf": wecom,
};
