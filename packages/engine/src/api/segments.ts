import { ChatError, Removal, Segment } from "@parley/protocol";
import * as v from "valibot";
import { type ApiParts, type Endpoints, read } from "./endpoint.ts";

const Edited = v.omit(Segment, ["at", "by"]);

/** Filters of contacts that the team keeps by name. */
export function segmentEndpoints({ users }: ApiParts) {
  return {
    "GET /segments": async () => users.segments({}),
    "PUT /segments/:id": async ({ params: { id }, body, member }) => {
      const segment = read(Edited, body);
      if (segment.id !== id) throw new ChatError("invalid", "The address and what was sent name different things.");
      return users.putSegment({ segment, by: member.id });
    },
    "DELETE /segments/:id": async ({ params: { id = "" }, body, member }) =>
      users.removeSegment({ id, ...read(Removal, body ?? {}), by: member.id }),
  } satisfies Partial<Endpoints>;
}
