import { inboxesOf } from "@parley/protocol";
import * as v from "valibot";
import { unseen } from "../agents/access.ts";
import { type ApiParts, Digits, type Endpoints, read } from "./endpoint.ts";

const Short = v.pipe(v.string(), v.maxLength(64));
const Searching = v.object({
  q: v.pipe(v.string(), v.maxLength(200)),
  inbox: v.optional(Short),
  agent: v.optional(Short),
  /** One, or several with commas between them. */
  status: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(",")),
      v.array(v.picklist(["bot", "queued", "agent", "closed"])),
    ),
  ),
  language: v.optional(Short),
  tag: v.optional(Short),
  by: v.optional(v.picklist(["visitor", "agent", "bot", "note"])),
  since: v.optional(Digits),
  until: v.optional(Digits),
  after: v.optional(v.pipe(v.string(), v.maxLength(300))),
  limit: v.optional(v.pipe(Digits, v.minValue(1), v.maxValue(50)), "20"),
});

/** Search of what was said, in the inboxes that one sees. */
export function searchEndpoints({ dialog, users, limits }: ApiParts) {
  return {
    "GET /search": async ({ query, member }) => {
      const { q: words, inbox, agent: agentId, ...asked } = read(Searching, query);
      limits?.take("search", member.id);
      const seen = inboxesOf(member);
      if (inbox !== undefined && seen && !seen.includes(inbox)) throw unseen();
      const inboxIds = inbox === undefined ? seen && [...seen] : [inbox];
      const page = await dialog.search({ words, agentId, inboxIds, ...asked });
      const ids = [...new Set(page.hits.map(({ visitorId }) => visitorId))];
      return { ...page, visitors: ids.length > 0 ? await users.visitors({ ids }) : [] };
    },
  } satisfies Partial<Endpoints>;
}
