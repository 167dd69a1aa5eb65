import { setTimeout as wait } from "node:timers/promises";
import type { Inbox } from "@parley/protocol";
import express, { type RequestHandler, type Router } from "express";
import type { Dialog } from "../services/dialog/contract.ts";
import { listed } from "../text/listed.ts";
import { inTurn } from "./in-turn.ts";
import { createProblems, type Problems } from "./problems.ts";
import type { ChannelType, Connection } from "./port.ts";
import { windowOf } from "./windows.ts";
import type { Connected } from "./sending.ts";

export interface AccountParts {
  given: readonly ChannelType[];
  /** Those of which no inbox is made. */
  included?: readonly ChannelType[];
  dialog: Pick<Dialog, "inboxes" | "putInbox">;
  /** Connects an account; what its platform calls is served by `routes`. */
  connect: (channel: ChannelType, inbox: Inbox, routes: Router) => Promise<Connection>;
  /** Where those that are connected are entered, by inbox. */
  connected: Map<string, Connected>;
  /** Watches what an account answers to those who call. */
  watch?: (inboxId: string) => RequestHandler;
  /** Hears why an account could not be connected. */
  onProblem?: (inboxId: string, error: unknown) => void;
  onError: (error: unknown) => void;
  /** Milliseconds that an account has to end before the one in its place is connected. */
  patience?: number;
}

/** Milliseconds between two looks for what was changed in the console, on whatever node. */
const LOOK = 1_000;
/** Milliseconds after which an account that could not be connected is tried again. */
const RECONNECT = 30_000;
const PATIENCE = 5_000;

interface Account {
  /** The inbox as it was connected. */
  as: string;
  router: Router;
  connection?: Connection;
  /** Resolves when it was connected, or could not be. */
  opening?: Promise<void>;
  /** When it is tried again, if it could not be connected. */
  retry?: number;
}

/**
 * Keeps the accounts of channels connected as their inboxes say: one that is made or switched on is connected, one that is changed
 * is connected anew, one that is switched off is let go of. One that fails, or rests, keeps no others.
 */
export function watchAccounts(parts: AccountParts) {
  const { connect, connected, watch: watchCalls, onProblem = () => {}, onError, patience = PATIENCE } = parts;
  const accounts = new Map<string, Account>();
  const problems = createProblems(onError);
  const ending = new Map<string, Promise<void>>();
  const stopped = new AbortController();
  const routes = express.Router();
  routes.use("/:inbox", (request, response, next) => {
    const account = accounts.get(request.params.inbox);
    if (account) account.router(request, response, next);
    else next();
  });

  async function letGo(inboxId: string): Promise<void> {
    const account = accounts.get(inboxId);
    accounts.delete(inboxId);
    connected.delete(inboxId);
    problems.over(inboxId);
    if (account?.connection) ending.set(inboxId, ended(account.connection, patience).catch(onError));
    await ending.get(inboxId);
  }

  async function open(channel: ChannelType, inbox: Inbox): Promise<void> {
    const { id } = inbox;
    const before = letGo(id);
    // What an attempt before this one had begun to serve is served no more.
    const account: Account = { as: JSON.stringify(inbox), router: express.Router() };
    if (watchCalls) account.router.use(watchCalls(id));
    accounts.set(id, account);
    const isOver = () => stopped.signal.aborted || accounts.get(id) !== account;
    try {
      await before;
      if (isOver()) return;
      const connection = await connect(channel, inbox, account.router);
      if (isOver()) return await ended(connection, patience).catch(onError);
      account.connection = connection;
      connected.set(id, connectedOf(channel, inbox, connection));
      problems.over(id);
    } catch (error) {
      problems.failed(id, error);
      onProblem(id, error);
      account.retry = performance.now() + RECONNECT;
    }
  }

  async function look(): Promise<void> {
    const wanted = await wantedOf(parts, problems);
    for (const id of accounts.keys()) if (!wanted.has(id)) void letGo(id);
    for (const [channel, inbox] of wanted.values()) {
      if (isUpToDate(inbox)) continue;
      const opening = open(channel, inbox);
      const account = accounts.get(inbox.id);
      if (account) account.opening = opening;
    }
  }

  function isUpToDate(inbox: Inbox): boolean {
    const account = accounts.get(inbox.id);
    const again = account?.retry !== undefined && account.retry <= performance.now();
    return account?.as === JSON.stringify(inbox) && !again;
  }

  const lookNow = inTurn(look);

  async function watch(): Promise<void> {
    while (!stopped.signal.aborted) {
      await lookNow().then(
        () => problems.over(STORE),
        (error: unknown) => problems.failed(STORE, error),
      );
      await wait(LOOK, undefined, { ref: false, signal: stopped.signal }).catch(() => {});
    }
  }
  if (parts.given.length + (parts.included?.length ?? 0) > 0) void watch();

  return {
    /** Where platforms call. */
    routes,
    /** The account of an inbox as it is set up now, if it is connected. */
    async refreshed(inboxId: string): Promise<Connection | undefined> {
      await lookNow();
      await accounts.get(inboxId)?.opening;
      return accounts.get(inboxId)?.connection;
    },
    /** The account of an inbox, if it is connected. */
    connectionOf: (inboxId: string): Connection | undefined => accounts.get(inboxId)?.connection,
    /** Why accounts are not connected. */
    problems: (): ReadonlyMap<string, string> => problems.known,
    async stop(): Promise<void> {
      stopped.abort();
      await Promise.all([...accounts.keys()].map(letGo));
      await Promise.all(ending.values());
    },
  };
}

const connectedOf = (
  { type, can, window, threads, body }: ChannelType,
  { settings }: Inbox,
  connection: Connection,
): Connected => ({
  channel: type,
  can,
  window: windowOf(window, settings),
  threads,
  body,
  send: (message, signal) => connection.send(message, signal),
  ...(connection.continues && { continues: { ...connection.continues, inboxes: listed(settings["continues"]) } }),
  ...(connection.file && { file: connection.file.bind(connection) }),
});

/** Ends an account. Rejects where it takes too long: it ends by itself then, or never. */
async function ended(connection: Connection, patience: number): Promise<void> {
  const waited = new AbortController();
  const late = wait(patience, undefined, { signal: waited.signal }).then(() => {
    throw new Error(`An account has not ended in ${patience} milliseconds.`);
  });
  try {
    await Promise.race([connection.stop?.(), late]);
  } finally {
    late.catch(() => {});
    waited.abort();
  }
}

/** The inboxes that are to be connected, each with its channel. */
async function wantedOf({ given, included = [], dialog }: AccountParts, problems: Problems) {
  const inboxes = await dialog.inboxes({});
  const wanted = new Map<string, readonly [ChannelType, Inbox]>();
  for (const channel of [...given, ...included]) {
    const own = inboxes.filter((inbox) => inbox.channel === channel.type);
    // Where there is none yet of one that was given, one is made that is called like the channel.
    if (own.length === 0 && given.includes(channel)) own.push(...(await firstMade(dialog, channel.type, problems)));
    else problems.over(channelOf(channel.type));
    for (const inbox of own) if (inbox.enabled) wanted.set(inbox.id, [channel, inbox]);
  }
  return wanted;
}

/** None where an inbox of another channel is called so: people may call theirs as they like. */
async function firstMade(dialog: AccountParts["dialog"], type: string, problems: Problems): Promise<Inbox[]> {
  try {
    return [await dialog.putInbox({ id: type, channel: type, name: type, enabled: true, settings: {} })];
  } catch (error) {
    problems.failed(channelOf(type), error);
    return [];
  }
}

const STORE = "accounts";
const channelOf = (type: string) => `channel ${type}`;
