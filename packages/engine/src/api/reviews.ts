import {
  Calibrate,
  ChatError,
  inboxesOf,
  may,
  type Member,
  newId,
  NewCoachingNote,
  NewReview,
  ReviewAppeal,
  ReviewDecided,
} from "@parley/protocol";
import * as v from "valibot";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";
import { within } from "./seen-only.ts";

const Word = v.pipe(v.string(), v.maxLength(200));
const Listing = v.object({
  agent: v.optional(Word),
  appealed: v.optional(
    v.pipe(
      v.literal("true", "must be true"),
      v.transform(() => true),
    ),
  ),
  before: v.optional(Word),
  limit: v.optional(v.pipe(Digits, v.minValue(1), v.maxValue(200)), "100"),
});

const refOf = ({ id, name }: Member) => ({ id, name });
const asked = (member: Member) => ({ by: refOf(member), ...within(member) });

/** Whether two see an inbox in common. */
export function worksWith(member: Member, other: Member): boolean {
  const [mine, theirs] = [inboxesOf(member), inboxesOf(other)];
  return mine === undefined || theirs === undefined || mine.some((inbox) => theirs.includes(inbox));
}

/** How conversations are reviewed: an agent sees what is theirs, who supervises what is of the inboxes that they see. */
export function reviewEndpoints(parts: ApiParts) {
  const { analytics, dialog, users } = parts;

  /** Whose coaching notes somebody may see. */
  async function coached(member: Member): Promise<string[]> {
    if (!may(member.role, "supervisor")) return [member.id];
    return (await users.team({})).filter((other) => worksWith(member, other)).map(({ id }) => id);
  }

  /** Whom somebody coaches: what they are told themselves is not theirs to write, nor to take away. */
  const coachedByThem = async (member: Member) => (await coached(member)).filter((id) => id !== member.id);

  return {
    "GET /quality": async () => {
      const { sections, targets } = (await dialog.settings({})).quality.value;
      return { sections, targets };
    },
    "GET /reviews": async ({ query, member }) => {
      const { agent, ...listing } = read(Listing, query);
      const agentId = may(member.role, "supervisor") ? agent : member.id;
      return await analytics.reviews({ ...asked(member), ...listing, ...(agentId !== undefined && { agentId }) });
    },
    "POST /reviews": async ({ body, member }) => {
      const review = await analytics.review({ ...read(NewReview, body), ...asked(member) });
      await note(parts, member, "review", review.id);
      return review;
    },
    "POST /reviews/:id/appeal": async ({ params: { id = "" }, body, member }) =>
      await analytics.appeal({ id, ...read(ReviewAppeal, body), by: refOf(member) }),
    "POST /reviews/:id/decision": async ({ params: { id = "" }, body, member }) => {
      const review = await analytics.decide({ id, ...read(ReviewDecided, body), ...asked(member) });
      await note(parts, member, "decideReview", id);
      return review;
    },
    "GET /reviews/sample": async ({ member }) => await analytics.sample(asked(member)),
    "POST /reviews/sample": async ({ body, member }) =>
      await analytics.calibrate({ ...read(Calibrate, body), ...asked(member) }),
    "GET /reviews/agreement": async ({ member }) => await analytics.agreement({ ...within(member) }),
    "GET /coaching": async ({ member }) => await analytics.coaching({ agentIds: await coached(member) }),
    "POST /coaching": async ({ body, member }) => {
      const told = read(NewCoachingNote, body);
      if (!(await coachedByThem(member)).includes(told.agentId))
        throw new ChatError("notFound", "There is no such member of the team.");
      return await analytics.coach({ ...told, id: newId(), by: refOf(member) });
    },
    "DELETE /coaching/:id": async ({ params: { id = "" }, member }) =>
      await analytics.uncoach({ id, agentIds: await coachedByThem(member) }),
  } satisfies Partial<Endpoints>;
}
