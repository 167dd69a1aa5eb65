import type { Conversation, Inbox, MessageEvent, Profile } from "@parley/protocol";
import type { Router } from "express";
import type { SendResult } from "../services/dialog/contract.ts";
import type { Part, Shows } from "./render.ts";

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
}

/** Something the bot or an agent said, on its way out. */
export interface Outgoing {
  /** What the platform calls the person. */
  to: string;
  conversation: Conversation;
  event: MessageEvent;
  /** The words as this channel can show them; more than one part where they are too long for one message. */
  parts: Part[];
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
}

/** What the engine does for a channel. */
export interface ChannelKit {
  /** The account that is served, as it is kept in the store. */
  inbox: Inbox;
  /** What the channel needs to speak for the account. */
  secrets: Readonly<Record<string, string>>;
  /** For what the platform calls: served at `/channels/<id of the inbox>/`. `request.body` is the bytes that were sent, a `Buffer`. */
  routes: Router;
  /**
   * Takes a message in, once however often it comes. Resolves when it is durable: not before may the platform be told that it
   * arrived. Rejects with a `ChatError` otherwise, which a route may pass on; then the platform has to try again.
   */
  receive(message: Incoming): Promise<void>;
  /** Takes in what became of a message, also if it comes before `send` has answered. States never go back. */
  receipt(receipt: PlatformReceipt): Promise<void>;
  /** Hears what went wrong beside the path of a message. */
  onError(error: unknown): void;
}

/** A channel while it is connected. */
export interface Connection {
  /**
   * Hands a message to the platform: those of a conversation one after the other, in their order. Says what came of it; what it
   * throws is tried again later. Has to end when the signal says so.
   */
  send(message: Outgoing, signal: AbortSignal): Promise<SendResult>;
  /** Ends what it began. */
  stop?(): Promise<void> | void;
}

/** A way visitors reach us: what somebody writes to add one. */
export interface ChannelType {
  /** Named in every conversation of the channel: small letters, digits and `-`. */
  readonly type: string;
  /** What it can show. */
  readonly can: Shows;
  /** Connects an account. Called for each inbox of the channel; where the store has none, one is made that is called like the channel. */
  connect(kit: ChannelKit): Connection | Promise<Connection>;
}
