import type { Length } from "../../spine/split.ts";
import type { ChannelKit, Setup } from "../../spine/port.ts";

/** Where a conversation stands, as a room shows it. */
export interface RootView {
  /** Short, for people. */
  number: number;
  /** Who writes, by which inbox, and what they said last, as it was when the thread began. */
  head: string;
  said: string;
  /** Whether somebody waits, has it, or it is over. */
  state: string;
  status: "queued" | "agent" | "bot" | "closed";
  /** The conversation in the console, where the engine knows its own address. */
  link?: string;
  /** What buttons are called; none on what is over. */
  take: string;
  close: string;
  open: string;
}

/** A message on its way to a room: the root of a thread, or a line under it. */
export interface Posting {
  room: string;
  /** Absent: it is to be the root. */
  root?: string;
  view: RootView;
  /** The line, in words without any form. */
  text: string;
  /** The same for every attempt to post this message, and no other message's. */
  key: string;
  /** This one counted in. More than one: the house may have it already. */
  attempts: number;
  /** Whether the room should see it as well. */
  aloud?: boolean;
}

/** What came of it. `id` is what the house calls it. */
export type Posted = { is: "sent"; id: string } | { is: "later"; after?: number; reason: string };

/** Something that somebody wrote in a thread, as the house calls it and them. */
export interface Said {
  id: string;
  by: string;
  text: string;
  /** Names of files, which are not passed on. */
  files?: readonly string[];
}

/** Where words for one person are shown. */
export interface Ear {
  room: string;
  root?: string;
  /** The person. */
  to: string;
}

export type Press = "take" | "close";

/** What the engine does for a bridge. */
export interface BridgeKit extends Pick<
  ChannelKit,
  "inbox" | "secrets" | "routes" | "address" | "memory" | "fetch" | "onError"
> {
  /** Somebody wrote in the thread of a root, which is read from there on (`Bridge.read`). Durable when it resolves: not before may the house be told. */
  stirred(root: string): Promise<void>;
  /** The same where the house cannot be asked: these are the words. Resolves when they are said, or it was told why not. */
  said(root: string, said: Said, ear: Ear): Promise<void>;
  /** Somebody pressed a button of a root. */
  pressed(root: string, pressed: { id: string; by: string; what: Press }, ear: Ear): Promise<void>;
  /** Somebody changed or removed what they had written in a thread. */
  changed(root: string, ear: Ear): Promise<void>;
  /** Somebody wrote to the bot itself: a code, or that they go. */
  asked(by: string, text: string, ear: Ear): Promise<void>;
  /** The root of the thread that has a number; nothing where there is none. */
  rootOf(number: number): Promise<string | undefined>;
  /**
   * Says of which house the account is, before anything is taken from it: a workspace, a company, an app where names are its own. Where it was
   * of another one before, nobody is linked any more.
   */
  isOf(house: string): Promise<void>;
  /** Whether something is new, on all nodes. What was seen is remembered for a day. */
  isNew(id: string): Promise<boolean>;
}

/** An account of another house while it is connected. */
export interface Bridge {
  /** Posts a message; those of a thread one after the other. What it throws is tried again later. */
  post(posting: Posting, signal: AbortSignal): Promise<Posted>;
  /** What an attempt before has posted, where the house can say so. */
  find?(posting: Posting, signal: AbortSignal): Promise<string | undefined>;
  /** Shows where the conversation stands in the root; a house that cannot says so in a line. */
  update(root: string, posting: Posting, signal: AbortSignal): Promise<Posted>;
  /** What people wrote in a thread after a place, the oldest first; `to` is where reading goes on. */
  read?(
    thread: { room: string; root: string },
    after: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly (Said & { to: string })[]>;
  /** Says something to one person. */
  tell(ear: Ear, text: string): Promise<void>;
  check?(signal: AbortSignal): Promise<{ ok: boolean; says: string }>;
  stop?(): Promise<void> | void;
}

/** A house from whose rooms agents answer: what somebody writes to add one. */
export interface BridgeType {
  /** Small letters, digits and `-`; no channel's. */
  readonly type: string;
  readonly setup: Setup;
  /** How long a line may be. */
  readonly most: Length;
  /** Everybody has the room for themselves, and does not see what others write there: all words are shown to all. */
  readonly apart?: true;
  connect(kit: BridgeKit): Bridge | Promise<Bridge>;
}
