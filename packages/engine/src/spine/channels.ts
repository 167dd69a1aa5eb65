import type { Delivery } from "@parley/protocol";
import express, { type RequestHandler } from "express";
import { watchAccounts } from "./accounts.ts";
import type { ChannelFiles } from "./arriving.ts";
import type { Channel } from "./channel.ts";
import { describeAccounts } from "./describing.ts";
import { watchHealth } from "./health.ts";
import { startFetching } from "./fetching.ts";
import { createSupplies } from "./supplies.ts";
import type { IncomingParts } from "./incoming.ts";
import { createKits } from "./kits.ts";
import { noteRefusals } from "./refusals.ts";
import { takeReceipts } from "./receipts.ts";
import type { ChannelType } from "./port.ts";
import { startContinuing } from "./continuing.ts";
import { createInvitations } from "./inviting.ts";
import { type Connected, startSending } from "./sending.ts";

export interface ChannelParts extends Omit<IncomingParts, "filesCame" | "files"> {
  files: ChannelFiles;
  given: readonly ChannelType[];
  /** Those that come with the engine: served where somebody has made an inbox of theirs. One that was given takes the place of its namesake. */
  included: readonly ChannelType[];
  /** Hosts that channels may call though their addresses are not public. */
  allowed: readonly string[];
  /** Where platforms call, if the engine was told its own address; ends without a slash. */
  address?: string | undefined;
  /** Where the spine finds channels by type; these are added. */
  channels: Map<string, Channel>;
  /** Shows agents where a message stands. */
  show: (delivery: Delivery) => void;
  /** Those of some conversations whose visitors are there, on whatever node. */
  there: (conversationIds: readonly string[]) => Promise<ReadonlySet<string>>;
  onError: (error: unknown) => void;
}

/** The largest body that a platform may send, in bytes. */
const MOST = 1_048_576;
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

/** What was sent without a body has none of its bytes. */
const alwaysBytes: RequestHandler = (request, _response, next) => {
  request.body ??= Buffer.alloc(0);
  next();
};

/** Reads what is sent, as long as its channel lets it be. */
function bytesOf(connected: ReadonlyMap<string, Connected>): RequestHandler<{ inbox: string }> {
  return (request, response, next) => {
    const limit = connected.get(request.params.inbox)?.body ?? MOST;
    express.raw({ type: () => true, limit })(request, response, next);
  };
}

/** Connects the channels that were given to the engine, and keeps them supplied. */
export function connectChannels({ given, channels, files, show, onError, ...parts }: ChannelParts) {
  const included = parts.included.filter(({ type }) => !given.some((other) => other.type === type));
  const connected = new Map<string, Connected>();
  const { dialog } = parts.spine;
  const health = watchHealth({ dialog, onError });
  const sending = startSending({
    dialog,
    users: parts.users,
    files,
    connected,
    onResult: health.result,
    show,
    onError,
  });
  const fetching = startFetching({ spine: parts.spine, files, fetchers: connected, onError });
  const { users, there } = parts;
  const continuing = startContinuing({
    spine: parts.spine,
    users,
    files,
    connected,
    there,
    onResult: health.result,
    onError,
  });
  const receipts = takeReceipts({ dialog, show, onError });
  const supplies = createSupplies({ dialog, allowed: parts.allowed, address: parts.address });

  const { admit } = parts;
  const taking = { spine: parts.spine, users, admit, files, filesCame: fetching.came };
  const kitOf = createKits({ ...taking, supplies, health, receipts, onError });

  /** The channel as the spine sees it. */
  const outletOf = (type: string): Channel => ({
    type,
    deliver(conversation, event) {
      if (event.type === "message" && event.author.kind !== "visitor") sending.said(conversation.id);
    },
    windowIn: (inboxId) => connected.get(inboxId)?.window,
    resend(delivery) {
      show(delivery);
      sending.said(delivery.conversationId);
    },
  });

  const accounts = watchAccounts({
    given,
    included,
    dialog,
    connect: async (channel, inbox, routes) => {
      const secrets = await dialog.inboxSecrets({ inboxId: inbox.id });
      health.knows(inbox.id, secrets);
      return await channel.connect(kitOf(channel, { inbox, secrets, routes }));
    },
    connected,
    watch: noteRefusals({ users: parts.users, onProblem: health.failed, onError }),
    onProblem: health.failed,
    onError,
  });
  for (const channel of [...given, ...included]) channels.set(channel.type, outletOf(channel.type));
  const invitations = createInvitations({ dialog, connectionOf: accounts.connectionOf });

  return {
    ...describeAccounts({
      types: [...given, ...included],
      dialog,
      connected,
      ...accounts,
      addressOf: (inboxId) => supplies.of(inboxId).address,
      secretsOf: health.secretsOf,
    }),
    /** How somebody can send words from the accounts that are connected. */
    invitations,
    /** Where platforms call. */
    routes: express.Router().use("/:inbox", bytesOf(connected)).use(alwaysBytes, accounts.routes),
    /** Why channels are not connected. */
    problems: (): Record<string, string> =>
      Object.fromEntries([...accounts.problems()].map(([type, problem]) => [`channel ${type}`, problem])),
    async stop(): Promise<void> {
      receipts.stop();
      await Promise.all([sending.stop(), fetching.stop(), continuing.stop()]);
      await accounts.stop();
      await health.stop();
      supplies.stop();
    },
  };
}
