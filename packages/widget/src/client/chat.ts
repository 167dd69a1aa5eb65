import type {
  Asks,
  Conversation,
  ConversationEvent,
  Findings,
  FindRequest,
  Page,
  QueuePlace,
  PushOffer,
  RefusedField,
  Reply,
  Subscribe,
  Unsubscribe,
  VisitorContent,
  WireError,
} from "@parley/protocol";
import type { Upload } from "@parley/client/files";
import type { ReadonlySignal } from "@preact/signals-core";
import type { ConnectionState } from "./connection.ts";
import type { ChatMessage } from "./messages.ts";
import type { OutboxStore, Pending } from "./deed.ts";
import type { SessionStore } from "./session.ts";
import type { OpenTransport } from "./transport.ts";

/** How to reach the engine, and as whom. */
export interface ChatOptions {
  /** Where the engine is; relative to the page. Default: the page's own origin. */
  engine?: string | undefined;
  /** The inbox that the conversation is of, as the console names it. Default: the first one. */
  inbox?: string | undefined;
  /** A BCP 47 tag. Default: the page's language, then the browser's. */
  locale?: string | undefined;
  /** What the site knows of the visitor. */
  profile?: Identity | undefined;
  /** Told what cannot be done: what was passed in and cannot be taken, and what the engine refuses for good. */
  refused?: ((error: WireError) => void) | undefined;
  /** Told what the engine knows of the visitor from now on. */
  identified?: ((profile: Identity) => void) | undefined;
  /** Another way to the engine, for example with your own `socket.io-client`. */
  transport?: OpenTransport | undefined;
  /** Where the visitor's token is kept. Default: `localStorage`, or memory. */
  session?: SessionStore | undefined;
  /** Where messages on their way are kept. Default: `localStorage`, or memory. */
  outbox?: OutboxStore | undefined;
}

/** A JWT, or nothing while nobody is signed in. */
type Token = string | null | undefined;

/** What a site says of its visitor. Numbers are taken for words, dates for their ISO form; what is `undefined` is left out. */
export interface Identity {
  name?: string | number | undefined;
  email?: string | undefined;
  phone?: string | number | undefined;
  /** The site's own id of the user. */
  userId?: string | number | bigint | undefined;
  /** Proves who they are: a JWT that the site's server has signed, or what fetches one whenever one is needed. */
  token?: Token | (() => Token | Promise<Token>);
  /** Proves `userId`, weaker: its HMAC-SHA256 by a key of the inbox, in hex. */
  hash?: string | undefined;
  /** Who they are was proven. Only in what is told. */
  verified?: true;
  /** Anything else that agents should see, up to 200 characters each. */
  attributes?: Record<string, string | number | bigint | boolean | Date | undefined> | undefined;
}

/** What a visitor answers, by the names of fields, and whether they agree. */
export interface Answers {
  fields: Readonly<Record<string, string>>;
  agrees?: boolean | undefined;
  /** A message that is left (SPEC C6) where the `queue` has a form for it: all that was written, in words. */
  left?: string | undefined;
}

/** What came of it: fields that were refused, with the reason, or what went wrong. */
export interface Answered {
  refused: readonly RefusedField[];
  error?: WireError | undefined;
}

/** What can be done about files. */
export interface ChatFiles {
  /** Sends files, each as a message of its own, one after the other. What is on its way is in `uploads`, and goes on after a reload. */
  add: (files: Iterable<File>) => void;
  cancel: (id: string) => void;
  /** Goes on with one that has failed, from where it is. */
  retry: (id: string) => void;
  /**
   * Where a file of a message can be had for a quarter of an hour, or a small picture of it; undefined while there is no connection. `fresh`: what was
   * answered before is not valid any more.
   */
  address: (
    file: { id: string; name: string },
    how?: { preview?: boolean; fresh?: boolean },
  ) => Promise<string | undefined>;
}

/** A visitor's conversation. Signals change by themselves; requests survive reloads and lost connections. */
export interface Chat {
  readonly connection: ReadonlySignal<ConnectionState>;
  /** Whose turn it is. Undefined before the first connection. */
  readonly conversation: ReadonlySignal<Conversation | undefined>;
  /** What is known of the log, in order. */
  readonly events: ReadonlySignal<readonly ConversationEvent[]>;
  /** All messages known, those on their way last. */
  readonly messages: ReadonlySignal<readonly ChatMessage[]>;
  /** What is on its way, messages and all else. */
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** Files on their way, in order. What the engine has of one becomes a message. */
  readonly uploads: ReadonlySignal<readonly Upload[]>;
  /** What the inbox asks before one writes, as long as it does; words are in the visitor's language. */
  readonly asks: ReadonlySignal<Asks | undefined>;
  /** Who is typing; `name` is absent for the bot. */
  readonly typing: ReadonlySignal<{ name?: string } | undefined>;
  /** The place in the queue while waiting for a person. */
  readonly queue: ReadonlySignal<QueuePlace | undefined>;
  /** Messages of others after the last one `markRead` covered. */
  readonly unread: ReadonlySignal<number>;
  /** Number of the last event the visitor has seen. */
  readonly read: ReadonlySignal<number>;
  /** Whether `loadOlder` would find something. */
  readonly hasOlder: ReadonlySignal<boolean>;
  /**
   * Connects, and stays so. Happens by itself if an earlier page left a conversation that is on, and whenever there is something
   * to send, also after the engine has refused.
   */
  connect: () => void;
  disconnect: () => void;
  /** Sends words, from 1 to 4,000 characters, as an answer to the message `quote` if that is told. Answers the message's id, or nothing (`""`) where that cannot be. */
  send: (text: string, quote?: string) => string;
  /** Sends what is no words: a place, or what was written in a form. Answers the message's id. */
  say: (content: VisitorContent) => string;
  /** Picks one of the choices a message offered. */
  choose: (choice: { label: string; value: string }) => string;
  /** Sends a failed message again. */
  retry: (id: string) => void;
  /** Forgets a failed message. */
  discard: (id: string) => void;
  /** What has to do with files: loaded when first called, and rejects where it cannot be. */
  files: () => Promise<ChatFiles>;
  /** Looks for words in what was said here and in the articles of the inbox (SPEC Y9). Nobody is told. */
  find: (asked: FindRequest) => Promise<Reply<Findings>>;
  /** Has this device told of answers while the chat is away (SPEC N1); without a target it only answers how that can be. */
  subscribe: (asked: Subscribe) => Promise<Reply<PushOffer>>;
  unsubscribe: (asked: Unsubscribe) => Promise<Reply<object>>;
  /** Rates the episode that ended last, from 1 to 5. */
  rate: (score: number, comment?: string) => void;
  /** Says whether an answer of the bot helped. */
  judge: (messageId: string, helpful: boolean) => void;
  /** Ends the conversation. The next message opens a new episode. */
  end: () => void;
  identify: (profile: Identity) => void;
  /** Answers what `asks` asks, or leaves a message, for the visitor. Resolves to what of it was not taken; undefined where it could not be said at all. */
  answer: (said: Answers) => Promise<Answered | undefined>;
  /** Tells agents where the visitor is, until the address changes. Without a page: where the browser is. */
  page: (page?: Page) => void;
  /** To the nearest language there is to a BCP 47 tag. */
  setLocale: (locale: string) => void;
  /** To be called while the visitor types. What is typed is not sent. */
  composing: (on: boolean) => void;
  /** The visitor has seen all there is. */
  markRead: () => void;
  /** Fetches older messages. */
  loadOlder: () => Promise<void>;
  /** Forgets the visitor, here and in the engine. */
  forget: () => Promise<void>;
  readonly session: SessionStore;
}
