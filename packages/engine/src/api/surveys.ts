import { ChatError, type Member, sees, Survey } from "@parley/protocol";
import { stringify } from "csv-stringify/sync";
import * as v from "valibot";
import { unseen } from "../agents/access.ts";
import { quoted } from "../text/formula.ts";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";
import { requireInboxes } from "./known-inboxes.ts";
import { within } from "./seen-only.ts";

const Asked = v.object({ from: Digits, to: Digits, inbox: v.optional(v.pipe(v.string(), v.maxLength(64))) });

/** What is asked when conversations have ended, and what came of it. */
export function surveyEndpoints(parts: ApiParts) {
  const { dialog } = parts;

  function asked(survey: string, query: unknown, member: Member) {
    const { inbox, ...time } = read(Asked, query);
    if (inbox !== undefined && !sees(member, inbox)) throw unseen();
    return { survey, ...time, ...(inbox === undefined ? within(member) : { inboxIds: [inbox] }) };
  }

  return {
    "GET /surveys": async () => await dialog.surveys({}),

    "PUT /surveys/:id": async ({ params: { id }, body, member }) => {
      const survey = read(Survey, body);
      if (survey.id !== id) throw new ChatError("invalid", "The address and what was sent name different things.");
      await requireInboxes(dialog, survey.inboxes);
      const saved = await dialog.putSurvey({ survey });
      await note(parts, member, "saveSurvey", id);
      return saved;
    },

    "DELETE /surveys/:id": async ({ params: { id = "" }, member }) => {
      await dialog.removeSurvey({ id });
      await note(parts, member, "removeSurvey", id);
      return {};
    },

    "GET /surveys/:id/results": async ({ params: { id = "" }, query, member }) =>
      await dialog.surveyResults(asked(id, query, member)),

    "GET /surveys/:id/export": async ({ params: { id = "" }, query, member, response }) => {
      const answers = await dialog.surveyAnswers(asked(id, query, member));
      await note(parts, member, "exportSurvey", id);
      const rows = answers.map(({ at, inboxId, agentName = "", conversationId, question, answer }) =>
        [new Date(at).toISOString(), inboxId, agentName, conversationId, question, String(answer)].map(quoted),
      );
      const columns = ["at", "inbox", "agent", "conversation", "question", "answer"];
      const table = stringify(rows, { header: true, columns, bom: true });
      response.attachment("parley-survey.csv").type("text/csv; charset=utf-8").send(table);
    },
  } satisfies Partial<Endpoints>;
}
