import { PublishModel, ReviewDecision, sees, Text } from "@parley/protocol";
import * as v from "valibot";
import { unseen } from "../agents/access.ts";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";

const Try = v.object({ text: Text, inbox: v.optional(v.pipe(v.string(), v.maxLength(64))) });

/** How the bot learns: trying it, training, models, and the questions it could not answer. */
export function learningEndpoints(parts: ApiParts) {
  const { nlu, dialog } = parts;
  return {
    /** What the bot would say to a visitor whose first words these are. Nothing is stored. */
    "POST /try": async ({ body, locale, member }) => {
      const { text, inbox: inboxId } = read(Try, body);
      if (inboxId !== undefined && !sees(member, inboxId)) throw unseen();
      return dialog.tryOut({ text, locale, inboxId });
    },

    "GET /training": async () => nlu.training({}),
    "POST /training": async ({ member }) => {
      const status = await nlu.startTraining({ by: member.name });
      await note(parts, member, "train");
      return status;
    },
    "DELETE /training": async ({ member }) => {
      const status = await nlu.cancelTraining({});
      await note(parts, member, "cancelTraining");
      return status;
    },

    "GET /models": async () => nlu.models({}),
    "POST /models/:version/publish": async ({ params, body, member }) => {
      const version = read(Digits, params["version"]);
      const models = await nlu.publish({ ...read(PublishModel, body ?? {}), version, by: member.name });
      await note(parts, member, "publish", version);
      return models;
    },
    "GET /models/:version/replay": async ({ params }) => nlu.replay({ version: read(Digits, params["version"]) }),

    "GET /review": async () => nlu.review({}),
    "POST /review/:id": async ({ params: { id = "" }, body, member }) => {
      const decision = read(ReviewDecision, body);
      await nlu.decideReview({ id, decision, by: member.name });
      await note(parts, member, `review:${decision.do}`, id);
      return {};
    },
  } satisfies Partial<Endpoints>;
}
