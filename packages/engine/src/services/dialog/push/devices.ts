import type { Conversation, Happening } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { DEVICES, deviceId, hashed, type StoredDevice } from "./stored.ts";
import { createTelling, type TellingParts } from "./telling.ts";

/** Devices of one conversation; the one that was heard of longest ago makes room. */
const MOST = 5;
/** The channel whose visitors may be away: all others have an app of their own that rings. */
const AWAY = "web";

export interface DeviceParts extends Omit<TellingParts, "devices"> {
  store: Store;
}

type Handlers = Pick<
  Dialog,
  "subscribe" | "unsubscribe" | "moveDevices" | "devices" | "waitingPushes" | "takePush" | "pushed"
>;

/**
 * Devices that are told of what is said while no chat of theirs is open. That there may be something to tell is noted before it is written
 * to the log, so that no crash in between loses a notice.
 */
export function createDevices({ store, events, heads, marks, now }: DeviceParts) {
  const devices = DEVICES.open(store);

  async function makeRoom(conversationId: string): Promise<void> {
    const all = await devices.find({ conversationId }, { sort: { at: -1 } });
    for (const { _id } of all.slice(MOST)) await devices.remove({ _id });
  }

  const handlers: Handlers = {
    ...createTelling({ devices, events, heads, marks, now }),

    async subscribe({ conversationId, inboxId, session, target, url }) {
      const _id = deviceId(inboxId, target);
      const { conversation } = await heads.get(conversationId);
      const known = await devices.findOne({ _id });
      const isMine = known?.conversationId === conversationId;
      const whose = { conversationId, inboxId, session: hashed(session), target, at: now(), url };
      // Whatever it was still to be told of another conversation is nobody's business here.
      const fresh = isMine ? {} : afresh(conversation, known);
      const $unset = { ...(!isMine && { due: true as const }), ...(url === undefined && { url: true as const }) };
      await devices.update(
        { _id },
        { $set: { ...whose, ...fresh } as Partial<StoredDevice>, $unset },
        { upsert: true },
      );
      if (!isMine) await makeRoom(conversationId);
      return {};
    },

    async unsubscribe({ conversationId, inboxId, session, target }) {
      const whose = {
        ...(conversationId !== undefined && { conversationId }),
        ...(inboxId !== undefined && { inboxId }),
        ...(session !== undefined && { session: hashed(session) }),
        ...(target !== undefined && inboxId !== undefined && { _id: deviceId(inboxId, target) }),
      };
      // Never all that there are.
      if (conversationId !== undefined || session !== undefined) await devices.remove(whose);
      return {};
    },

    async moveDevices({ inboxId, from, to, conversationId }) {
      const { conversation } = await heads.get(conversationId);
      const moved = await devices.find({ inboxId, session: hashed(from) });
      for (const device of moved) {
        const isSame = device.conversationId === conversationId;
        const fresh: Partial<StoredDevice> = isSame ? {} : { told: conversation.seq, attempts: 0, pause: 0 };
        const $unset = isSame ? {} : { due: true as const };
        const $set = { ...fresh, conversationId, session: hashed(to) };
        await devices.update({ _id: device._id, session: device.session }, { $set, $unset, $inc: { turn: 1 } });
      }
      if (moved.length > 0) await makeRoom(conversationId);
      return {};
    },

    devices: async ({ inboxId }) => ({ count: await devices.count({ inboxId }) }),
  };

  return {
    handlers,
    /** Notes that something is about to be said that devices may have to be told. Safe to repeat. */
    intend({ id: conversationId, channel }: Conversation, _id: string, happening: Happening) {
      if (channel !== AWAY || happening.type !== "message" || happening.author.kind === "visitor") return undefined;
      return devices.updateMany({ conversationId }, { $set: { due: true }, $inc: { intents: 1 } });
    },
    erase: (conversationId: string) => devices.remove({ conversationId }),
  };
}

/** How the notices of a device stand that is told of this conversation from now on. */
const afresh = ({ seq }: Conversation, known?: StoredDevice) => ({
  told: seq,
  turn: (known?.turn ?? 0) + 1,
  intents: known?.intents ?? 0,
  attempts: 0,
  pause: 0,
});
