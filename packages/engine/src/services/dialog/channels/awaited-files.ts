import { ChatError } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { Events } from "../events.ts";
import type { Heads } from "../heads.ts";
import { eventKey } from "../keys.ts";
import { CHANNEL_FILES } from "./stored-files.ts";
import { createTakingFiles } from "./taking-files.ts";

/** Milliseconds between the first attempts; each wait is twice the one before, up to the longest. */
const RETRY = { first: 1_000, longest: 300_000 };

export interface AwaitedParts {
  store: Store;
  events: Events;
  heads: Pick<Heads, "get">;
  now: () => number;
}

type Handlers = Pick<Dialog, "awaitFiles" | "dueFiles" | "fileCame">;

/** What is to be fetched from platforms: noted before these are told that it came, fetched by one node at a time, and forgotten once it is said. */
export function createAwaited({ store, events, heads, now }: AwaitedParts) {
  const stored = CHANNEL_FILES.open(store);
  const { due, rested } = createTakingFiles({ stored, events, now });

  const handlers: Handlers = {
    async awaitFiles({ inboxId, conversationId, files, refusal }) {
      await heads.get(conversationId);
      for (const { id, ref, name } of files) {
        const _id = eventKey(conversationId, id);
        if ((await stored.findOne({ _id })) || (await events.findOne({ _id }))) continue;
        if (refusal) throw new ChatError(refusal.code, refusal.message, refusal);
        const at = now();
        // Behind those that are waited for, also where all came in the same moment.
        const last = await stored.findOne({ conversationId }, { sort: { order: -1 } });
        const order = Math.max(at, (last?.order ?? 0) + 1);
        const about = { id, inboxId, conversationId, ref, name };
        await stored.insert({ _id, ...about, order, attempts: 0, pause: 0, since: at, at });
      }
      return {};
    },

    dueFiles: ({ inboxes, most }) => due(inboxes, most),

    async fileCame({ conversationId, id, again }) {
      const _id = eventKey(conversationId, id);
      if (again === undefined) {
        await stored.remove({ _id });
        return {};
      }
      const pause = Math.min(RETRY.first * 2 ** (again - 1), RETRY.longest);
      // By now somebody else may have it: it is theirs then.
      const waits = await stored.update(
        { _id, attempts: again },
        { $set: { pause, at: now() }, $unset: { taken: true } },
      );
      if (waits) rested(waits);
      return {};
    },
  };

  return {
    handlers,
    /** Forgets what came before a time. */
    erase: (conversationId: string, before: number) => stored.remove({ conversationId, since: { $lt: before } }),
  };
}
