import { createHmac, timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import { fileError } from "./problems.ts";

/** Milliseconds that a ticket counts. */
export const TICKET = 15 * 60_000;

const Claim = v.object({
  conversationId: v.string(),
  inboxId: v.string(),
  by: v.variant("kind", [
    v.object({ kind: v.literal("visitor") }),
    v.object({ kind: v.literal("agent"), id: v.string() }),
  ]),
  /** Whether it is for reading, and for nothing else. It stands in addresses, which others may come to see. */
  reads: v.optional(v.literal(true)),
  /** Of which file alone; of all of the conversation unless told. */
  file: v.optional(v.string()),
});
/** What its holder may do, and where. */
export type Claim = v.InferOutput<typeof Claim>;
const Signed = v.object({ ...Claim.entries, until: v.number() });

export interface TicketParts {
  /** What they are signed with; the same on all nodes. */
  key: () => Promise<string>;
  /** Whether who asked for one would still get it. */
  holds?: (claim: Claim) => Promise<boolean>;
  now?: () => number;
}

/** Issues tickets for files, and reads them: whoever holds one needs nothing else, whatever the page they come from. */
export function createTickets({ key: ask, holds = async () => true, now = Date.now }: TicketParts) {
  let asked: Promise<string> | undefined;
  const key = async () => {
    asked ??= ask();
    return await asked.catch((cause: unknown) => {
      asked = undefined;
      throw cause;
    });
  };
  const sign = async (payload: string) =>
    createHmac("sha256", await key())
      .update(payload)
      .digest("base64url");

  return {
    async issue(claim: Claim, milliseconds = TICKET): Promise<{ ticket: string; until: number }> {
      const until = now() + milliseconds;
      const payload = Buffer.from(JSON.stringify({ ...claim, until })).toString("base64url");
      return { ticket: `${payload}.${await sign(payload)}`, until };
    },

    /** Throws `unauthorized` for what is none, or none any more. */
    async read(ticket: string): Promise<Claim> {
      const [payload = "", signature = ""] = ticket.split(".");
      const [given, right] = [Buffer.from(signature), Buffer.from(await sign(payload))];
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw fileError("ticket");
      const { until, ...claim } = v.parse(Signed, JSON.parse(Buffer.from(payload, "base64url").toString()));
      if (until < now() || !(await holds(claim))) throw fileError("ticket");
      return claim;
    },
  };
}
export type Tickets = ReturnType<typeof createTickets>;
