import type { PushTarget } from "@parley/protocol";
import type { PushResult } from "../services/dialog/contract.ts";

/** What a device shows. */
export interface PushNotice {
  /** The same for every attempt to send this notice, and no other's. */
  id: string;
  /** Notices of one conversation replace each other. At most 32 letters. */
  collapse: string;
  title: string;
  body: string;
  /** What is opened when it is touched. */
  url?: string;
  inbox: string;
}

/** A platform that reaches devices whose chat is away. */
export interface Push<K extends PushTarget["kind"] = PushTarget["kind"]> {
  /**
   * Hands a notice to the platform and says what came of it. What it throws is tried again later. Has to end when the signal says so.
   */
  send(target: Extract<PushTarget, { kind: K }>, notice: PushNotice, signal: AbortSignal): Promise<PushResult>;
  stop?(): void;
}

/** Seconds for which a platform keeps a notice for a device that it cannot reach. */
export const KEPT = 86_400;
