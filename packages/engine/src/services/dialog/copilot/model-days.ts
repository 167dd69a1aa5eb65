import type { Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import { LANGUAGE_MODEL_DAYS } from "./stored.ts";

const NONE = { drafts: 0, translations: 0, failed: 0 };
const COUNTED = { drafts: "drafts", translation: "translations" } as const;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Counts by day how often a language model was asked. */
export function createModelDays(
  store: Store,
  now: () => number,
): Pick<Dialog, "countLanguageModel" | "languageModelDays"> {
  const days = LANGUAGE_MODEL_DAYS.open(store);
  return {
    async countLanguageModel({ use, failed }) {
      const day = dayOf(now());
      const $inc = { ...NONE, [COUNTED[use]]: 1, ...(failed && { failed: 1 }) };
      await days.update({ _id: day }, { $inc, $setOnInsert: { day } }, { upsert: true });
      return {};
    },

    async languageModelDays({ since }) {
      const found = await days.find({ day: { $gte: dayOf(since) } }, { sort: { day: 1 } });
      return found.map(({ _id, ...day }) => day);
    },
  };
}
