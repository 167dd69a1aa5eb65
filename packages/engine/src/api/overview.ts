import { type Member, type Report, sees } from "@parley/protocol";
import * as v from "valibot";
import { unseen } from "../agents/access.ts";
import { createInbox } from "../agents/inbox.ts";
import { promisesKept, writePromises } from "./promises.ts";
import { within } from "./seen-only.ts";
import { type ApiParts, Digits, type Endpoints, note, read } from "./endpoint.ts";

const Short = v.pipe(v.string(), v.maxLength(64));
const Range = v.object({
  from: Digits,
  to: Digits,
  zone: v.optional(Short),
  inbox: v.optional(Short),
  language: v.optional(Short),
});

const Status = v.picklist(["bot", "queued", "agent", "closed"]);
const Listing = v.object({
  before: v.optional(Digits),
  beforeId: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** One, or several with commas between them. */
  status: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(",")),
      v.array(Status),
    ),
  ),
  limit: v.optional(v.pipe(Digits, v.minValue(1), v.maxValue(200)), "50"),
});

/** What happened, and all conversations. */
export function overviewEndpoints(parts: ApiParts) {
  const { analytics, nlu, dialog, users } = parts;
  const inbox = createInbox(dialog, users);
  const kept = (
    member: Member,
    asked: string | undefined,
    { from, to, traffic }: Pick<Report, "from" | "to" | "traffic">,
  ) =>
    promisesKept(
      { dialog, users },
      {
        from,
        to,
        starts: traffic.map(({ at }) => at),
        ...(asked === undefined ? within(member) : { inboxIds: [asked] }),
      },
    );
  return {
    "GET /report": async ({ query, locale, member }) => {
      const { inbox: asked, ...range } = read(Range, query);
      if (asked !== undefined && !sees(member, asked)) throw unseen();
      const report = await analytics.report({
        ...range,
        ...(asked === undefined ? within(member) : { inboxIds: [asked] }),
      });
      const titles = await nlu.titles({ intents: report.topIntents.map(({ key }) => key), locale });
      const titleOf = new Map(titles.map(({ intent, title }) => [intent, title]));
      const promises = range.language === undefined ? await kept(member, asked, report) : [];
      return {
        ...report,
        topIntents: report.topIntents.map((top) => ({ ...top, title: titleOf.get(top.key) })),
        ...(promises.length > 0 && { promises }),
      };
    },

    "GET /report/promises": async ({ query, member, response }) => {
      const { inbox: asked, from, to, zone } = read(v.omit(Range, ["language"]), query);
      if (asked !== undefined && !sees(member, asked)) throw unseen();
      const report = await analytics.report({ from, to, zone, inboxIds: ["-"] });
      const table = writePromises(await kept(member, asked, report));
      await note(parts, member, "exportPromises", asked);
      response.attachment("parley-promises.csv").type("text/csv; charset=utf-8").send(table);
    },

    "GET /report/suggestions": async ({ query, member }) => {
      const { inbox: asked, from, to } = read(v.pick(Range, ["from", "to", "inbox"]), query);
      if (asked !== undefined && !sees(member, asked)) throw unseen();
      return await dialog.suggestedDays({
        from,
        to,
        ...(asked === undefined ? within(member) : { inboxIds: [asked] }),
      });
    },

    "GET /conversations": async ({ query, member }) =>
      inbox.withVisitors(await dialog.list({ ...read(Listing, query), ...within(member) })),
  } satisfies Partial<Endpoints>;
}
