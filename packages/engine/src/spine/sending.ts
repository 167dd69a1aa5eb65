import { setTimeout as wait } from "node:timers/promises";
import type { Delivery, MessageEvent, ReplyWindow } from "@parley/protocol";
import type { Dialog, SendResult } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { ChannelType, Connection, Continues, Outgoing } from "./port.ts";
import type { ChannelFiles } from "./arriving.ts";
import { isShut } from "./windows.ts";
import { inThread, UNANSWERED } from "./in-thread.ts";
import { partsOf } from "./outgoing-file.ts";

/** An account of another house that is connected, and what can be shown there. */
export interface Connected {
  channel: string;
  can: ChannelType["can"];
  window?: ReplyWindow | undefined;
  threads?: true | undefined;
  body?: number | undefined;
  send: Connection["send"];
  file?: Connection["file"];
  /** With the chats of which inboxes it goes on when their visitors are away, and how. */
  continues?: (Continues & { inboxes: readonly string[] }) | undefined;
}

export interface SendingParts {
  dialog: Pick<Dialog, "outgoing" | "sent" | "history" | "threadOf">;
  users: Pick<Users, "externalId">;
  files: Pick<ChannelFiles, "read" | "link">;
  /** Accounts that are connected now, by inbox. */
  connected: ReadonlyMap<string, Connected>;
  /** Hears what came of what was handed to an account. */
  onResult?: (inboxId: string, result: SendResult) => void;
  /** Shows agents where a message stands. */
  show: (delivery: Delivery) => void;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what is to be sent: what was to be tried later, and what a node left that died. */
const SWEEP = 2_000;
/** Milliseconds that a channel has for a message: shorter than others wait before they take it (`deliveries/taking.ts`). */
const PATIENCE = 15_000;
/** The same for a file. */
const PATIENCE_FILE = 120_000;
const patienceFor = ({ content }: MessageEvent) => (content.type === "file" ? PATIENCE_FILE : PATIENCE);

/** Milliseconds in which what is being sent may end when the engine stops: what is cut off then, the platform may have all the same. */
const LAST = 5_000;
/** Milliseconds between tries to note what came of a message, as long as nobody else takes it. */
const NOTE_AGAIN = [500, 1_000, 2_000, 4_000];
const SHUT: SendResult = {
  is: "blocked",
  reason: "They wrote too long ago, or were written to too often since, for their platform to let this through.",
  cause: "window",
};

const channelsOf = (connected: ReadonlyMap<string, Connected>) => [
  ...new Set([...connected.values()].map(({ channel }) => channel)),
];

type Taken = Awaited<ReturnType<Dialog["outgoing"]>>[number];

/** Sends what is on its way to other houses: at once what was just said, later what could not be sent then. */
export function startSending({ dialog, users, files, connected, onResult = () => {}, show, onError }: SendingParts) {
  const stopping = new AbortController();
  const ending = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();

  async function send({ conversation, event, attempts }: Taken): Promise<void> {
    const { id: conversationId, visitorId, channel, inboxId = channel } = conversation;
    const result = await attempt(async (): Promise<SendResult> => {
      const connection = connected.get(inboxId);
      if (!connection) return { is: "later", reason: "The channel is not connected.", cause: "notConnected" };
      const { externalId: to } = await users.externalId({ visitorId });
      if (to === undefined) return { is: "failed", reason: "Nobody knows any more who this is for.", cause: "nobody" };
      if (await isShut(dialog, { conversationId, seq: event.seq }, connection.window)) return SHUT;
      const { isQuiet, ...about } = connection.threads ? await inThread(dialog, conversationId, event) : {};
      if (isQuiet) return UNANSWERED;
      const message: Outgoing = {
        to,
        ...about,
        conversation,
        event,
        parts: partsOf(conversation, event.content, connection.can, files),
        key: `${conversationId}/${event.seq}`,
        attempts,
      };
      const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(patienceFor(event))]);
      return await Promise.race([connection.send(message, signal), overdue(signal)]);
    });
    onResult(inboxId, result);
    const delivery = await note({ conversationId, id: event.id, result });
    if (delivery) show(delivery);
  }

  /** What is not noted is sent once more: a store that is away for a moment must not double a message. */
  async function note(came: Parameters<Dialog["sent"]>[0]): Promise<Delivery | undefined> {
    for (const pause of NOTE_AGAIN) {
      const noted = await dialog.sent(came).catch(onError);
      if (noted) return noted.delivery;
      await wait(pause);
    }
    return (await dialog.sent(came)).delivery;
  }

  /** Sends what is to be sent in a conversation, one after the other, until nothing is left. */
  async function empty(conversationId: string): Promise<void> {
    while (!stopping.signal.aborted) {
      again.delete(conversationId);
      const taken = await dialog.outgoing({ channels: channelsOf(connected), conversationId });
      for (const one of taken) await send(one);
      if (taken.length === 0 && !again.has(conversationId)) return;
    }
  }

  function said(conversationId: string): void {
    again.add(conversationId);
    if (busy.has(conversationId) || stopping.signal.aborted) return;
    const over = empty(conversationId)
      .catch(onError)
      .then(() => {
        busy.delete(conversationId);
        again.delete(conversationId);
      });
    busy.set(conversationId, over);
  }

  async function sweep(): Promise<void> {
    const taken = await dialog.outgoing({ channels: channelsOf(connected) });
    for (const one of taken) {
      const { id } = one.conversation;
      const over = send(one)
        .then(() => void said(id))
        .catch(onError);
      sweeping.add(over);
      void over.then(() => sweeping.delete(over));
    }
  }

  const sweeping = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  function next(): void {
    timer = setTimeout(() => {
      const looked = connected.size > 0 ? sweep().catch(onError) : Promise.resolve();
      void looked.then(() => stopping.signal.aborted || next());
    }, SWEEP).unref();
  }
  next();

  return {
    /** Something was said in a conversation that is to be sent. */
    said,
    /** Lets what is being sent end; what is not sent by then, others send. */
    async stop(): Promise<void> {
      clearTimeout(timer);
      stopping.abort();
      const last = setTimeout(() => ending.abort(), LAST);
      await Promise.all([...busy.values(), ...sweeping]);
      clearTimeout(last);
    },
  };
}

/** What a channel throws says that nothing is known of the message. */
async function attempt(send: () => Promise<SendResult>): Promise<SendResult> {
  try {
    return await send();
  } catch (error) {
    return { is: "later", reason: error instanceof Error ? error.message : String(error), cause: "noAnswer" };
  }
}

function overdue(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => void reject(new Error("The channel did not say in time whether it was sent."));
    if (signal.aborted) late();
    else signal.addEventListener("abort", late, { once: true });
  });
}
