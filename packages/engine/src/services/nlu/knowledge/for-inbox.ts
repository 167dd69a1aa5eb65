import { type Intent, isFor } from "@parley/protocol";
import type { Here } from "../model/model.ts";
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

/** What can be meant where these intents are. */
export const hereOf = (all: Snapshot, intents: Snapshot["intents"]): Here => ({
  has: (intent) => intents.has(intent),
  areAlike(one, other) {
    const [first, second] = [all.intents.get(one), all.intents.get(other)];
    return first !== undefined && second !== undefined && areAlike(saidOf(first), saidOf(second));
  },
});

/** Whether each has half of the other's examples at least, as two sites' answers to the same question have. */
function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((example) => other.has(example)).length;
  return shared > 0 && 2 * shared >= Math.max(one.size, other.size);
}

/** What is said for each intent, so that it is read once. */
const said = new WeakMap<Intent, ReadonlySet<string>>();

function saidOf(intent: Intent): ReadonlySet<string> {
  const there = said.get(intent) ?? new Set(intent.examples.map((example) => example.trim().toLowerCase()));
  said.set(intent, there);
  return there;
}
