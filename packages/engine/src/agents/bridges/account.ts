import { setTimeout as wait } from "node:timers/promises";
import type { ConversationEvent } from "@parley/protocol";
import { mappedId } from "../../text/mapped-id.ts";
import type { Bridge, BridgeType, Ear } from "./port.ts";
import { type Place, placeOf } from "./settings.ts";
import { type WordOf, wordsIn } from "./words.ts";

/** An account of a bridge that is connected. */
export interface Account {
  /** Its inbox. */
  id: string;
  type: BridgeType;
  bridge: Bridge;
  place: Place;
  words: WordOf;
  /** The conversation in the console. */
  linkTo: (conversationId: string) => string | undefined;
  /** Says something to one person, some tries long: it stands in no log. */
  tell: (ear: Ear, text: string) => void;
}

export interface AccountParts {
  type: BridgeType;
  inbox: Parameters<typeof placeOf>[0] & { id: string };
  /** The address of the console, without a slash at its end. */
  console: string | undefined;
  onError: (error: unknown) => void;
}

export function accountOf({ type, inbox, console, onError }: AccountParts, bridge: Bridge): Account {
  const place = placeOf(inbox);
  const linkTo = (id: string) => (console === undefined ? undefined : `${console}/#/inbox/${encodeURIComponent(id)}`);
  const tell: Account["tell"] = (ear, text) => void telling(() => bridge.tell(ear, text)).catch(onError);
  return { id: inbox.id, type, bridge, place, words: wordsIn(place.locale), linkTo, tell };
}

/** Milliseconds between tries to tell somebody something. */
const TELL_AGAIN = [1_000, 4_000];

async function telling(tell: () => Promise<void>): Promise<void> {
  for (const pause of TELL_AGAIN) {
    const isTold = await tell().then(
      () => true,
      () => false,
    );
    if (isTold) return;
    await wait(pause, undefined, { ref: false });
  }
  await tell();
}

/** What ids of events begin with that come from an account: who is there has seen them. */
const markOf = (bridgeId: string) => `b${mappedId(bridgeId, "bridge").slice(0, 10)}_`;

/** The id of the event that something done in a room becomes, the same however often it is heard of. */
export const eventIdOf = (bridgeId: string, done: readonly string[]) =>
  markOf(bridgeId) + mappedId(bridgeId, JSON.stringify(done)).slice(0, 43);

/** Whether an agent's event came from an account. What visitors' clients call theirs says nothing. */
export const isFrom = (bridgeId: string, event: Extract<ConversationEvent, { author: unknown }>) =>
  event.author.kind === "agent" && event.id.startsWith(markOf(bridgeId));
