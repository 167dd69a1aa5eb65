import type { ConversationEvent } from "@parley/protocol";
import { beginEpisode, countEvent, type Episode } from "./episode.ts";

/** How far a conversation is counted. */
export interface Count {
  /** Its newest episode as it is stored. */
  readonly stored: Episode | undefined;
  /** What became of that one and which came after it, the newest last: still to be stored. */
  readonly episodes: readonly Episode[];
}

/** The number of the last event that is counted; 0 if none is. */
export function countedTo({ stored, episodes }: Count): number {
  return (episodes.at(-1) ?? stored)?.seq ?? 0;
}

/** Counts events as far as each follows on the one before. Pure. Those that are counted already change nothing. */
export function countOn(count: Count, events: readonly ConversationEvent[]): Count {
  const episodes = [...count.episodes];
  let last = episodes.at(-1) ?? count.stored;
  for (const event of events) {
    if (event.seq > (last?.seq ?? 0) + 1) break;
    const next = after(last, event);
    if (next === last) continue;
    if (episodes.at(-1)?._id === next._id) episodes.pop();
    episodes.push(next);
    last = next;
  }
  return { stored: count.stored, episodes };
}

/** The episode in which an event is counted, after it. */
function after(last: Episode | undefined, event: ConversationEvent): Episode {
  const goesOn = last && (event.type !== "opened" || event.seq <= last.seq);
  return countEvent(goesOn ? last : beginEpisode(event, (last?.episode ?? 0) + 1), event);
}

/** What is still to be stored of a count once one of its episodes was, or another of that conversation. */
export function countSince(count: Count | undefined, stored: Episode | undefined): Count {
  const at = stored?.seq ?? 0;
  return { stored, episodes: (count?.episodes ?? []).filter(({ seq }) => seq > at) };
}
