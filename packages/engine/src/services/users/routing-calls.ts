import { Adherence, Availability, Hours, SetAvailability } from "@parley/protocol";
import * as v from "valibot";

/** What the users service answers about who takes conversations. */
export const routingCalls = {
  /** Whether members take conversations, as each set it last; who never did is available. */
  availability: {
    input: v.object({ memberIds: v.array(v.string()) }),
    output: v.record(v.string(), Availability),
    repeatable: true,
  },
  setAvailability: {
    input: v.object({ memberId: v.string(), ...SetAvailability.entries }),
    output: v.object({}),
    repeatable: true,
  },
  /** Why those of these members who are away are, and since when. */
  absences: {
    input: v.object({ memberIds: v.array(v.string()) }),
    output: v.record(v.string(), v.object({ reason: v.optional(v.string()), since: v.optional(v.number()) })),
    repeatable: true,
  },
  /** These members have consoles open now. Said once a minute; who is not named for longer was not there. */
  atWork: { input: v.object({ memberIds: v.array(v.string()) }), output: v.object({}), repeatable: true },
  /** How members kept to their hours between two times, as far as these have passed. */
  worked: {
    input: v.object({
      members: v.array(v.object({ id: v.string(), hours: v.optional(Hours) })),
      from: v.number(),
      to: v.number(),
    }),
    output: v.record(v.string(), Adherence),
    repeatable: true,
  },
};
