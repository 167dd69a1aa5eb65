import * as v from "valibot";
import { createInbox } from "../agents/inbox.ts";
import { type ApiParts, Digits, type Endpoints, read } from "./endpoint.ts";

const Range = v.object({ from: Digits, to: Digits, zone: v.optional(v.pipe(v.string(), v.maxLength(64))) });

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
export function overviewEndpoints({ analytics, nlu, dialog, users }: ApiParts) {
  const inbox = createInbox(dialog, users);
  return {
    "GET /report": async ({ query, locale }) => {
      const report = await analytics.report(read(Range, query));
      const titles = await nlu.titles({ intents: report.topIntents.map(({ key }) => key), locale });
      const titleOf = new Map(titles.map(({ intent, title }) => [intent, title]));
      return { ...report, topIntents: report.topIntents.map((top) => ({ ...top, title: titleOf.get(top.key) })) };
    },

    "GET /conversations": async ({ query }) => inbox.withVisitors(await dialog.list(read(Listing, query))),
  } satisfies Partial<Endpoints>;
}
