import type { Collection } from "../../store/store.ts";
import { longest } from "./answerers/order.ts";
import type { GivenAnswerer } from "./answerers/port.ts";
import type { StoredHead } from "./stored-heads.ts";

/** Milliseconds after which a message without the bot's answer is taken up again: far longer than any turn takes but for given answerers. */
const UNANSWERED = 10_000;

interface UnfinishedParts {
  conversations: Collection<StoredHead>;
  given: readonly GivenAnswerer[];
  now: () => number;
}

/** Messages that wait for the bot although it should have answered. */
export async function unfinished({ conversations, given, now }: UnfinishedParts) {
  // What seems still to come was written by a node whose clock is ahead, perhaps by hours: to wait until then would be worse than
  // to take a turn that it is about to take itself, for a turn that is taken twice has one reply.
  const patience = UNANSWERED + longest(given);
  const [early, late] = [{ $lt: now() - patience }, { $gt: now() + patience }];
  const found = [early, late].map((awaitingSince) =>
    conversations.find({ awaitingSince }, { sort: { awaitingSince: 1 }, limit: 100 }),
  );
  return (await Promise.all(found))
    .flat()
    .flatMap(({ _id, head }) => (head.awaiting ? [{ conversationId: _id, messageId: head.awaiting }] : []));
}
