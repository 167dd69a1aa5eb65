import type { Store } from "../../../store/store.ts";
import { erasing } from "../../../store/collections.ts";
import type { Dialog } from "../contract.ts";
import { createAnswering } from "./answering.ts";
import { type AskingParts, createAsking } from "./asking.ts";
import { createDefinitions } from "./definitions.ts";
import { createResults } from "./results.ts";
import { createSurveyClaims } from "./claims.ts";
import { SURVEY_ASKS, SURVEY_CLAIMS, SURVEYS } from "./stored.ts";

interface SurveysParts extends Omit<AskingParts, "surveys" | "asks" | "claims"> {
  store: Store;
  putTask: Dialog["putTask"];
}

/** What is asked when a conversation has ended, and what came of it. */
export function createSurveys({ store, putTask, ...parts }: SurveysParts) {
  const [surveys, asks] = [SURVEYS.open(store), SURVEY_ASKS.open(store)];
  const claims = createSurveyClaims(SURVEY_CLAIMS.open(store), parts.now);
  return {
    handlers: {
      ...createDefinitions(surveys, parts.now),
      ...createAnswering({ surveys, asks, putTask, now: parts.now }),
      ...createResults(surveys, asks),
    },
    due: createAsking({ ...parts, surveys, asks, claims }),
    async erase(conversationId: string): Promise<void> {
      await claims.erase(conversationId);
      // Who answers at this moment, or asks, has read it as it was before.
      await asks.updateMany({ conversationId }, { ...erasing(SURVEY_ASKS), $inc: { version: 1 } });
      // Nobody is asked of what is gone.
      await asks.updateMany({ conversationId, sayAt: { $exists: true } }, { $unset: { sayAt: true, say: true } });
    },
  };
}
