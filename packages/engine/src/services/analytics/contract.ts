import { Report } from "@parley/protocol";
import * as v from "valibot";
import type { Service } from "../../rpc/contract.ts";

const Nothing = v.object({});

export const analytics = {
  /**
   * Says that conversations moved on. Analytics then reads on in their logs from where it stopped, so that every event is
   * counted once however often, late or out of order this is said.
   */
  follow: {
    input: v.object({ heads: v.array(v.object({ conversationId: v.string(), seq: v.number() })) }),
    output: Nothing,
    repeatable: true,
  },
  /** What happened between two times (milliseconds), counting everything that was said with `follow` before, if its log can be read. */
  report: {
    input: v.object({ from: v.number(), to: v.number() }),
    output: Report,
    repeatable: true,
    deadline: 30_000,
  },
};
export type Analytics = Service<typeof analytics>;
