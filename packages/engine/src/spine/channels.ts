import { setTimeout as wait } from "node:timers/promises";
import type { Delivery, Inbox } from "@parley/protocol";
import express, { type Router } from "express";
import type { Channel } from "./channel.ts";
import { type IncomingParts, takeIn } from "./incoming.ts";
import type { ChannelKit, ChannelType, PlatformReceipt } from "./port.ts";
import { type Connected, startSending } from "./sending.ts";

export interface ChannelParts extends IncomingParts {
  given: readonly ChannelType[];
  /** Where the spine finds channels by type; these are added. */
  channels: Map<string, Channel>;
  /** Shows agents where a message stands. */
  show: (delivery: Delivery) => void;
  onError: (error: unknown) => void;
}

/** The largest body that a platform may send, in bytes. */
const MOST = 1_048_576;
/** Milliseconds after which a channel that could not be connected is tried again. */
const RECONNECT = 30_000;
/** Milliseconds after which a receipt is looked up again of a message whose sending has not been noted yet. */
const LOOK_AGAIN = [500, 2_000, 10_000];
const TYPE = /^[a-z\d][a-z\d-]{0,40}$/;
const OWN = "web";

/** Throws, with what to change, where channels cannot be told apart. */
export function checkChannels(given: readonly ChannelType[]): void {
  const types = given.map(({ type }) => type);
  const odd = types.find((type) => !TYPE.test(type) || type === OWN);
  if (odd !== undefined) {
    throw new TypeError(
      `A channel cannot be called ${JSON.stringify(odd)}: small letters, digits and -, and not "${OWN}".`,
    );
  }
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined) throw new TypeError(`Two channels are called ${twice}.`);
}

/** Connects the channels that were given to the engine, and keeps them supplied. */
export function connectChannels({ given, channels, show, onError, ...parts }: ChannelParts) {
  const connected = new Map<string, Connected>();
  const problems = new Map<string, string>();
  const { dialog } = parts.spine;
  const sending = startSending({ dialog, users: parts.users, connected, show, onError });
  const stopped = new AbortController();
  const router = express.Router();

  async function receipt(inboxId: string, told: PlatformReceipt): Promise<void> {
    for (const later of [...LOOK_AGAIN, undefined]) {
      const { delivery } = await dialog.receipt({ inboxId, ...told });
      if (delivery) return show(delivery);
      if (later === undefined || stopped.signal.aborted) return;
      await wait(later, undefined, { ref: false });
    }
  }

  function kitOf(inbox: Inbox, secrets: Record<string, string>, routes: Router): ChannelKit {
    return {
      inbox,
      secrets,
      routes,
      receive: (message) => takeIn(inbox, message, parts),
      receipt: async (told) => void receipt(inbox.id, told).catch(onError),
      onError,
    };
  }

  /** The accounts of a channel. Where there is none yet, one is made that is called like the channel. */
  async function inboxesOf(type: string): Promise<Inbox[]> {
    const known = (await dialog.inboxes({})).filter(({ channel }) => channel === type);
    if (known.length > 0) return known.filter(({ enabled }) => enabled);
    return [await dialog.putInbox({ id: type, channel: type, name: type, enabled: true, settings: {} })];
  }

  /** The channel as the spine sees it. */
  const outletOf = (type: string): Channel => ({
    type,
    deliver(conversation, event) {
      if (event.type === "message" && event.author.kind !== "visitor") sending.said(conversation.id);
    },
    resend(delivery) {
      show(delivery);
      sending.said(delivery.conversationId);
    },
  });

  /** Connects an account; what cannot be now is tried again. */
  async function connect(channel: ChannelType, inbox: Inbox): Promise<void> {
    let current: Router = express.Router();
    router.use(`/${inbox.id}`, (request, response, next) => void current(request, response, next));
    await untilItWorks(inbox.id, async () => {
      // What an attempt before this one had begun to serve is served no more.
      current = express.Router();
      const secrets = await dialog.inboxSecrets({ inboxId: inbox.id });
      const connection = await channel.connect(kitOf(inbox, secrets, current));
      const send: Connected["send"] = (message, signal) => connection.send(message, signal);
      connected.set(inbox.id, { channel: channel.type, can: channel.can, send });
      closing.add(async () => void (await connection.stop?.()));
    });
  }

  async function untilItWorks(name: string, attempt: () => Promise<void>): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await attempt();
        problems.delete(name);
        return;
      } catch (error) {
        problems.set(name, error instanceof Error ? error.message : String(error));
        onError(error);
        await wait(RECONNECT, undefined, { ref: false, signal: stopped.signal }).catch(() => {});
      }
    }
  }

  async function begin(channel: ChannelType): Promise<void> {
    await untilItWorks(channel.type, async () => {
      for (const inbox of await inboxesOf(channel.type)) void connect(channel, inbox);
    });
  }
  const closing = new Set<() => Promise<void>>();
  for (const channel of given) {
    channels.set(channel.type, outletOf(channel.type));
    void begin(channel);
  }

  return {
    /** Where platforms call. */
    routes: express.Router().use(express.raw({ type: () => true, limit: MOST }), router),
    /** Why channels are not connected. */
    problems: (): Record<string, string> =>
      Object.fromEntries([...problems].map(([type, problem]) => [`channel ${type}`, problem])),
    async stop(): Promise<void> {
      stopped.abort();
      await sending.stop();
      await Promise.all([...closing].map((close) => close().catch(onError)));
    },
  };
}
