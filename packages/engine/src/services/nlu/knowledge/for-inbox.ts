import { isFor } from "@parley/protocol";
import type { Snapshot } from "./snapshot.ts";

/** What an inbox has of each snapshot, so that it is picked out once. */
const picked = new WeakMap<Snapshot, Map<string, Snapshot>>();

/** The knowledge that an inbox has: what is for it, or for all. Without an inbox, everything. */
export function forInbox(snapshot: Snapshot, inboxId: string | undefined): Snapshot {
  if (inboxId === undefined) return snapshot;
  const known = picked.get(snapshot) ?? new Map<string, Snapshot>();
  picked.set(snapshot, known);
  const found = known.get(inboxId) ?? pick(snapshot, inboxId);
  known.set(inboxId, found);
  return found;
}

function pick(snapshot: Snapshot, inboxId: string): Snapshot {
  const here = <T extends { inboxes?: readonly string[] | undefined }>(all: ReadonlyMap<string, T>) =>
    new Map([...all].filter(([, one]) => isFor(one, inboxId)));
  const [intents, articles] = [here(snapshot.intents), here(snapshot.articles)];
  // Most have one site: then nothing has to be left out of anything.
  const isAll = intents.size === snapshot.intents.size && articles.size === snapshot.articles.size;
  return isAll ? snapshot : { ...snapshot, intents, articles };
}
