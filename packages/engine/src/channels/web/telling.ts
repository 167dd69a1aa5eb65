import type { PushOffer, PushTarget } from "@parley/protocol";

/** How visitors whose chat is away can be told of answers. */
export interface Telling {
  offerOf(inboxId: string): Promise<PushOffer>;
  /** The same; refuses what no device of the inbox can be. */
  check(inboxId: string, target: PushTarget): Promise<PushOffer>;
}
