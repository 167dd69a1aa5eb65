import type { ConversationEvent } from "@parley/protocol";
import { beginEpisode, countEvent, type Episode, withoutWords } from "./episode.ts";

/** How far a conversation is counted. */
export interface Count {
  /** Its newest episode as it is stored. */
  readonly stored: Episode | undefined;
  /** What became of that one and which came after it, the newest last: still to be stored. */
  readonly episodes: readonly Episode[];
  /** Whether people's words were erased: no episode of the conversation, stored or not, may keep any. */
  readonly erased?: boolean;
}

/** The number of the last event that is counted; 0 if none is. */
export function countedTo({ stored, episodes }: Count): number {
  return (episodes.at(-1) ?? stored)?.seq ?? 0;
}

/** Counts events as far as each follows on the one before. Pure. Those that are counted already change nothing. */
export function countOn(count: Count, events: readonly ConversationEvent[]): Count {
  let counted = count;
  for (const event of events) {
    const last = counted.episodes.at(-1) ?? counted.stored;
    if (!follows(last, event)) break;
    const next = after(last, event);
    if (next !== last) counted = withNewest(counted, next, event.type === "erased");
  }
  return counted;
}

/** Before an erasure there is nothing that could still be read, so that it follows on anything. */
function follows(last: Episode | undefined, { type, seq }: ConversationEvent): boolean {
  return type === "erased" || seq <= (last?.seq ?? 0) + 1;
}

/** An erasure takes the words of all that was counted with it. */
function withNewest({ stored, episodes, erased = false }: Count, next: Episode, erasure: boolean): Count {
  const before = episodes.at(-1)?._id === next._id ? episodes.slice(0, -1) : episodes;
  const all = [...before, next];
  return { stored, episodes: erasure ? all.map(withoutWords) : all, erased: erased || erasure };
}

/** The episode in which an event is counted, after it. */
function after(last: Episode | undefined, event: ConversationEvent): Episode {
  const goesOn = last && (event.type !== "opened" || event.seq <= last.seq);
  return countEvent(goesOn ? last : beginEpisode(event, (last?.episode ?? 0) + 1), event);
}

/** What is still to be stored of a count once one of its episodes was, or another of that conversation. */
export function countSince(count: Count | undefined, stored: Episode | undefined): Count {
  const at = stored?.seq ?? 0;
  const episodes = (count?.episodes ?? []).filter(({ seq }) => seq > at);
  return { stored, episodes, erased: (count?.erased ?? false) && episodes.length > 0 };
}
