import type { Conversation, Inbox, MessageEvent, Profile, ReplyWindow } from "@parley/protocol";
import type { Router } from "express";
import type { SendResult } from "../services/dialog/contract.ts";
import type { ProvenValue } from "../services/users/contract.ts";
import type { GuardedFetch, Reached } from "./guard/guarded-fetch.ts";
import type { Part, Shows } from "./render.ts";

/** A file that somebody sent, which is still with the platform unless it came with the message. */
export interface IncomingFile {
  /** How the channel fetches it (`Connection.file`): opaque to the engine, kept until it is fetched. At most 4,000 characters. */
  ref: string;
  /** As the platform calls it; what is safe of it is kept. */
  name: string;
  /** All of it, where it came with the message: nothing is fetched, and `receive` resolves when it is stored. */
  data?: Uint8Array;
}

/** A message of somebody who writes on a channel. */
export interface Incoming {
  /** What the platform calls it: the same whenever it hands it over again, and no other message's of that account. */
  id: string;
  /** Who writes: what the platform calls them, and what it says of them. Nothing of it is taken as proven. */
  from: { id: string; profile?: Pick<Profile, "name" | "email" | "phone">; locale?: string };
  /** What they wrote, however long; the label of the button they pressed. */
  text: string;
  /** The value of that button. */
  value?: string;
  /** Files: each becomes a message of its own. The text may be empty then. */
  files?: IncomingFile[];
  /** Where they are. */
  place?: { latitude: number; longitude: number; label?: string };
  /** When the platform says it was written. Milliseconds since 1970. Nothing is put in order by it here: a channel whose platform calls on several lines does that before it takes things in (`docs/channels/order.md`). */
  at?: number;
  /** Where one person may have many conversations (`ChannelType.threads`): in which thread it is. Whoever names one that began with somebody else has their own of that name. */
  thread?: string;
  /**
   * The conversation that it answers, by our id, where the channel knows that from something only we can have made. It is said there if that is
   * of the same account and person; else in its `thread`, where a note names the other one.
   */
  answers?: string;
  /** What the channel wants back with all that is sent in the conversation (`Outgoing.about`): the last one counts. At most 20,000 characters; erased with what was said. */
  about?: string;
  /** A machine wrote it, or nobody knows who: what the bot answers is kept for agents, and not sent. */
  unanswered?: true;
  /** It may be from somebody else than it says: no code that it brings proves anything. */
  unproven?: true;
  /**
   * What the platform vouches for of who writes, as a number that the account is bound to: whoever else it is proven of is the same person, and
   * becomes one contact with them. Nothing that people can say of themselves, nor what can be forged, as the number that a call shows.
   */
  proven?: ProvenValue[];
}

/** Something the bot or an agent said, on its way out. */
export interface Outgoing {
  /** What the platform calls the person. */
  to: string;
  conversation: Conversation;
  event: MessageEvent;
  /** The words as this channel can show them; more than one part where they are too long for one message. */
  parts: Part[];
  /** What the channel said last of the conversation (`Incoming.about`). */
  about?: string;
  /** The same for every attempt to send this message, and no other message's. */
  key: string;
  /** This one counted in. More than one: the platform may have it already. */
  attempts: number;
}

/** What a platform says later of what it was sent. */
export interface PlatformReceipt {
  externalId: string;
  state: "delivered" | "read" | "failed";
  reason?: string;
  /** The conversation of the message, where nobody but the channel can have named it. */
  answers?: string;
}

/** A conversation of the channel: whose it is, and which of theirs. */
export interface Whose {
  from: Pick<Incoming["from"], "id" | "profile" | "locale">;
  thread?: string;
}

/** Where a conversation stands. */
export interface Standing {
  conversation: Conversation;
  /** How many are there who could take it, as the inbox's hours say. */
  online: number;
  /** Who waits for a person is in this place; 1 is next. */
  position?: number;
}

/** What is remembered of an account, the same for all nodes: tokens, cursors. Sealed in the store. What is of people belongs into it for moments only (`until`): no erasure looks here. */
export interface Memory {
  get(key: string): Promise<{ value: string; version: number } | undefined>;
  /**
   * Sets a value unless somebody was first: `seen` is the version that was read, 0 for none. Resolves to whether it was set. It is forgotten
   * at `until`, milliseconds since 1970.
   */
  set(key: string, value: string, seen: number, until?: number): Promise<boolean>;
}

/** What the engine does for a channel. */
export interface ChannelKit {
  /** The account that is served, as it is kept in the store. */
  inbox: Inbox;
  /** What the channel needs to speak for the account. */
  secrets: Readonly<Record<string, string>>;
  /** For what the platform calls: served at `/channels/<id of the inbox>/`. `request.body` is the bytes that were sent, a `Buffer`. */
  routes: Router;
  /** Where the platform calls: the public address of `routes`. Absent where the engine was not told its own (`PUBLIC_URL`). */
  address?: string;
  memory: Memory;
  /** For all that leaves the house: never reaches what is not public, see `GuardedFetch`. */
  fetch: GuardedFetch;
  /** Where a host may be connected to, by the rules of `fetch`, for what is not HTTP. Rejects where it may not. */
  reach(host: string, port: number): Promise<Reached>;
  /**
   * Takes a message in, once however often it comes. Resolves when it is durable: not before may the platform be told that it
   * arrived. Rejects with a `ChatError` otherwise, which a route may pass on; then the platform has to try again.
   */
  receive(message: Incoming): Promise<void>;
  /** Takes in what the platform proves of somebody who has written, where it tells it later than what they wrote. */
  proves(externalId: string, values: ProvenValue[]): Promise<void>;
  /** Takes in what became of a message, also if it comes before `send` has answered. States never go back. */
  receipt(receipt: PlatformReceipt): Promise<void>;
  /** Where a conversation stands now, which is begun where there is none: for channels that cannot wait to be told. */
  standing(whose: Whose): Promise<Standing>;
  /** Notes something in a conversation for the team, once for each id; who writes there does not see it. */
  note(whose: Whose, note: { id: string; text: string }): Promise<void>;
  /** Hears what went wrong beside the path of a message. */
  onError(error: unknown): void;
}

/** What a visitor of a chat has missed, on its way to where they are reached. */
export interface SentOn {
  /** The address that they gave. */
  to: string;
  conversation: Conversation;
  /** What was said, the oldest first, each as this channel can show it. */
  said: { event: MessageEvent; parts: Part[] }[];
  /** The page on which they had the chat, if that is known. */
  page?: string;
  /** What the channel said last of the conversation (`Incoming.about`). */
  about?: string;
}

/** How an account goes on with chats of other inboxes, those that its inbox's setting `continues` lists, when their visitors are away. */
export interface Continues {
  /** Milliseconds after which what nobody has seen is sent on. */
  after: number;
  /**
   * Sends what was missed, as one message. Answers name the conversation (`Incoming.answers`) and are said there, where they come from the
   * address that was written to. `stopped`: they want none.
   */
  send(missed: SentOn, signal: AbortSignal): Promise<SendResult | { is: "stopped" }>;
}

/** A channel while it is connected. */
export interface Connection {
  /**
   * Hands a message to the platform: those of a conversation one after the other, in their order. Says what came of it; what it
   * throws is tried again later. Has to end when the signal says so.
   */
  send(message: Outgoing, signal: AbortSignal): Promise<SendResult>;
  /** Fetches a file that was named in `receive`. What it throws is tried again later; nothing: it is not there any more. */
  file?(ref: string, signal: AbortSignal): Promise<{ name?: string; bytes: AsyncIterable<Uint8Array> } | undefined>;
  /** Tries whether the account works. Says it in the platform's words, or how the account is called there; what it throws is said as why not. */
  check?(signal: AbortSignal): Promise<{ ok: boolean; says: string }>;
  /** An address that opens the chat with this account, with those words to be sent there: `code` where it takes letters and digits only. */
  invite?(words: { text: string; code: string }, signal: AbortSignal): Promise<string | undefined> | string | undefined;
  /** Whether it goes on with chats of other inboxes when their visitors are away. */
  readonly continues?: Continues;
  /** Agents come here, and no visitor is sent here. */
  readonly forAgents?: true;
  /** Ends what it began. */
  stop?(): Promise<void> | void;
}

/** The same words in both languages of the console. */
export interface Words {
  en: string;
  "zh-CN": string;
}

/** Something that the console asks for to set an account up. */
export interface SetupField {
  key: string;
  /** Kept among the inbox's secrets, and never shown again. */
  secret?: true;
  label: Words;
  hint?: Words;
  required?: true;
  /** A regular expression that the whole of it has to match. */
  pattern?: string;
  /** What may be chosen. */
  options?: string[];
}

/** What the console's page of an account is made of. */
export interface Setup {
  name: Words;
  /** Steps, as Markdown; `{address}` is where the platform calls. */
  guide: Words;
  fields: SetupField[];
}

/** A way visitors reach us: what somebody writes to add one. */
export interface ChannelType {
  /** Named in every conversation of the channel: small letters, digits and `-`. */
  readonly type: string;
  /** The language of who has not written any words yet, as most people there speak; English unless told. */
  readonly locale?: string;
  /** What it can show. */
  readonly can: Shows;
  /** When somebody may be written to; always unless told. The inbox's setting `window` comes first. */
  readonly window?: ReplyWindow;
  /** Whether a person may have many threads there, each a conversation of its own. */
  readonly threads?: true;
  /** Bytes that the platform may send at once; 1 MiB unless told. */
  readonly body?: number;
  readonly setup?: Setup;
  /**
   * Connects an account. Called for each inbox of the channel; where the store has none of a channel that was given to the engine, one is made
   * that is called like the channel.
   */
  connect(kit: ChannelKit): Connection | Promise<Connection>;
}
