import type { MessageEvent } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import { type Events, withoutKey } from "../events.ts";
import type { Heads } from "../heads.ts";
import type { createReadMarks } from "../read-marks.ts";
import type { Dialog, Notice, PushResult, Waiting } from "../contract.ts";
import { createResting } from "./resting.ts";
import type { StoredDevice } from "./stored.ts";

/** Milliseconds that a taker has to send a notice and say what came of it. */
const LEASE = 30_000;
/** Milliseconds after which what was meant to be written to a log never will be. */
const GIVEN_UP = 60_000;
/** Milliseconds after which nobody wants to be told any more. */
const EXPIRES = 24 * 3_600_000;
/** Milliseconds between two notices to a device: what is said meanwhile is in the second. */
const REST = 60_000;
const RETRY = { first: 5_000, longest: 600_000 };
/** Notices in a pass, messages of a log that are looked at. */
const IN_A_PASS = 200;
const LOOKED_AT = 50;

export interface TellingParts {
  devices: Collection<StoredDevice>;
  events: Events;
  heads: Pick<Heads, "get">;
  marks: Pick<ReturnType<typeof createReadMarks>, "of">;
  now: () => number;
}

/** Says of which device it is time, and lets one taker have each notice. All that was said since the last one is one notice. */
export function createTelling({
  devices,
  events,
  marks,
  heads,
  now,
}: TellingParts): Pick<Dialog, "waitingPushes" | "takePush" | "pushed"> {
  const resting = createResting(now);
  let passed = "";

  /** Milliseconds for which this node has seen something of a device as it is. */
  const rested = ({ _id, ...device }: StoredDevice, what: "turn" | "intents") =>
    resting(`${what} ${_id}`, device[what]);
  const mayGo = (device: StoredDevice) => rested(device, "turn") >= device.pause;

  /** What others said to a device's visitor that they have neither read nor been told of, the newest first. */
  async function unsaid({ conversationId, told }: StoredDevice): Promise<MessageEvent[]> {
    const { visitor } = await marks.of(conversationId);
    const after = Math.max(visitor, told);
    const found = await events.find({ conversationId, seq: { $gt: after } }, { sort: { seq: -1 }, limit: LOOKED_AT });
    return found
      .map(withoutKey)
      .filter((event): event is MessageEvent => event.type === "message" && event.author.kind !== "visitor");
  }

  /** Nothing is to be told, unless something is about to be said in this moment. */
  async function settle({ _id, turn, intents = 0 }: StoredDevice): Promise<void> {
    const change = { $unset: { due: true }, $inc: { turn: 1 }, $set: { attempts: 0 } } as const;
    await devices.update({ _id, turn, intents }, change);
  }

  async function look(device: StoredDevice): Promise<Waiting[]> {
    const [newest] = await unsaid(device);
    if (!newest) {
      // It was read, or was never said; or it is still about to be written.
      if (rested(device, "intents") > GIVEN_UP) await settle(device);
      return [];
    }
    if (!mayGo(device)) return [];
    const { _id: id, conversationId, inboxId } = device;
    return [{ id, conversationId, inboxId, seq: newest.seq, at: newest.at }];
  }

  async function take(_id: string, seq: number): Promise<Notice | undefined> {
    const device = await devices.findOne({ _id });
    if (!device?.due || !mayGo(device)) return undefined;
    const waiting = await unsaid(device);
    const event = waiting.find((one) => one.seq === seq);
    if (!event) return undefined;
    if (now() - event.at > EXPIRES) {
      await devices.update({ _id, turn: device.turn }, { $max: { told: seq }, $inc: { turn: 1 } });
      return undefined;
    }
    const lease = { $set: { pause: LEASE }, $inc: { attempts: 1, turn: 1 } };
    if (!(await devices.update({ _id, turn: device.turn }, lease))) return undefined;
    const { conversation } = await heads.get(device.conversationId);
    const { target, url } = device;
    return { target, ...(url && { url }), conversation, event, unread: waiting.length };
  }

  return {
    async waitingPushes() {
      const due = { due: true as const, _id: { $gt: passed } };
      const found = await devices.find(due, { sort: { _id: 1 }, limit: IN_A_PASS });
      passed = found.length < IN_A_PASS ? "" : (found.at(-1)?._id ?? "");
      return (await Promise.all(found.map(look))).flat();
    },

    async takePush({ id, seq }) {
      const notice = await take(id, seq);
      return notice ? { notice } : {};
    },

    async pushed({ id: _id, seq, result }) {
      const device = await devices.findOne({ _id });
      if (device && result.is === "gone") await devices.remove({ _id });
      else if (device && result.is !== "gone") await devices.update({ _id }, after(device, seq, result));
      return {};
    },
  };
}

/** How a device's notice stands after an attempt. Whether something was said since is looked at again, a moment later. */
function after({ attempts }: StoredDevice, seq: number, result: Exclude<PushResult, { is: "gone" }>) {
  if (result.is !== "later") {
    return { $set: { attempts: 0, pause: result.is === "sent" ? REST : 0 }, $max: { told: seq }, $inc: { turn: 1 } };
  }
  const wait = Math.min(RETRY.first * 2 ** Math.max(0, attempts - 1), RETRY.longest);
  return { $set: { pause: Math.max(result.after ?? wait, 1_000) }, $inc: { turn: 1 } };
}
