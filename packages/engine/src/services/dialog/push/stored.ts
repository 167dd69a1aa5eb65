import { createHash } from "node:crypto";
import type { PushTarget } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** A device that is told of what is said in a conversation while its chat is away. */
export interface StoredDevice extends Doc {
  conversationId: string;
  inboxId: string;
  /** The browser's or app's session, as a hash. */
  session: string;
  target: PushTarget;
  url?: string;
  /** When it was last said to be there. */
  at: number;
  /** Something may have been said that it was not told. */
  due?: true;
  /** How often that was meant to be written to the log. */
  intents?: number;
  /** The number up to which it was told, or need not be. */
  told: number;
  /** Each change of how its notice stands counts: of several takers one is first. */
  turn: number;
  attempts: number;
  /** Milliseconds that must pass since the last change before it may be taken. Each node counts them itself, as clocks differ. */
  pause: number;
}

export const DEVICES = defineCollection<StoredDevice>("devices", {
  owner: "dialog",
  indexes: [{ on: ["conversationId"] }, { on: ["session"] }, { on: ["inboxId"] }, { on: ["due", "_id"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
});

export const hashed = (words: string): string => createHash("sha256").update(words).digest("base64url");

/** A device is known once in an inbox, whoever has it. */
export const deviceId = (inboxId: string, target: PushTarget): string =>
  hashed(JSON.stringify([inboxId, target.kind, target.kind === "web" ? target.endpoint : target.token]));
