import { ChatError, Survey } from "@parley/protocol";
import * as v from "valibot";
import type { Collection } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";
import type { StoredSurvey } from "./stored.ts";

/** Surveys that there can be. */
const MOST = 50;
const changed = () => new ChatError("conflict", "Somebody has changed this survey meanwhile.");

export const surveyOf = ({ _id: id, since: _since, ...survey }: StoredSurvey): Survey => ({ id, ...survey });

/** What is asked, of whom and when. */
export function createDefinitions(
  stored: Collection<StoredSurvey>,
  now: () => number,
): Pick<Dialog, "surveys" | "putSurvey" | "removeSurvey"> {
  return {
    surveys: async () => (await stored.find({}, { sort: { _id: 1 } })).map(surveyOf),

    async putSurvey({ survey }) {
      const { id: _id, version, ...rest } = v.parse(Survey, survey);
      const from = rest.enabled && !(await stored.findOne({ _id }))?.enabled ? { since: now() } : {};
      const made = { _id, ...rest, ...from, version: version + 1 };
      if (version === 0) {
        if ((await stored.count({})) >= MOST) throw new ChatError("invalid", "There can be at most 50 surveys.");
        if (!(await stored.insert(made))) throw changed();
        return surveyOf(made);
      }
      const optional = ["inboxes", "languages", "lowScore"] as const;
      const gone = optional.filter((field) => rest[field] === undefined).map((field) => [field, true]);
      const $set = { ...rest, ...from, version: version + 1 };
      const written = await stored.update({ _id, version }, { $set, $unset: Object.fromEntries(gone) });
      if (!written) throw changed();
      return surveyOf(written);
    },

    async removeSurvey({ id }) {
      await stored.remove({ _id: id });
      return {};
    },
  };
}
