import { ChatError } from "@parley/protocol";
import { erasing } from "../../../store/collections.ts";
import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../../dialog/contract.ts";
import type { Analytics } from "../contract.ts";
import type { createFacts } from "../facts.ts";
import { createReviewing } from "./reviewing.ts";
import { createSampling } from "./sampling.ts";
import { COACHING, REVIEWS, SAMPLES, type StoredCoaching } from "./stored.ts";

interface ReviewParts {
  store: Store;
  facts: Pick<ReturnType<typeof createFacts>, "opened" | "episodeOf">;
  dialog: Pick<Dialog, "settings">;
  /** Counts what is not counted yet. */
  catchUp: () => Promise<unknown>;
  now: () => number;
}

type Coaching = Pick<Analytics, "coaching" | "coach" | "uncoach">;

/** Reviews, what is to be reviewed, and what agents are told about their work. */
export function createReviews({ store, facts, dialog, catchUp, now }: ReviewParts) {
  const settings = async () => (await dialog.settings({})).quality.value;
  const sampling = createSampling({ store, facts, settings: async () => (await settings()).sampling, now });
  const reviewing = createReviewing({
    store,
    sampling,
    now,
    sections: async () => (await settings()).sections,
    async episodeOf(conversationId, episode) {
      await catchUp();
      return await facts.episodeOf(conversationId, episode);
    },
  });
  const notes = COACHING.open(store);
  const coaching: Coaching = {
    async coaching({ agentIds }) {
      const found = await notes.find({ agentId: { $in: agentIds } }, { sort: { at: -1 }, limit: 500 });
      return found.map(shown);
    },
    async coach({ id, ...note }) {
      const stored = { _id: id, ...note, at: now() };
      if (!(await notes.insert(stored))) throw new ChatError("conflict", "There is such a note already.");
      return shown(stored);
    },
    async uncoach({ id, agentIds }) {
      await notes.remove({ _id: id, agentId: { $in: agentIds } });
      return {};
    },
  };
  const sample: Analytics["sample"] = async (asked) => {
    await catchUp();
    return await reviewing.calls.sample(asked);
  };

  return {
    calls: { ...reviewing.calls, ...coaching, sample },
    marks: reviewing.marks,
    /** Removes what may quote people from what is about some conversations. */
    async erase(conversationIds: readonly string[]): Promise<void> {
      const of = { conversationId: { $in: conversationIds } };
      await REVIEWS.open(store).updateMany(of, erasing(REVIEWS));
      await SAMPLES.open(store).updateMany(of, { $set: { gone: true } });
      await notes.updateMany(of, erasing(COACHING));
    },
  };
}

const shown = ({ _id, ...note }: StoredCoaching) => ({ id: _id, ...note });
