import { type Receipt, type Reply, RETRYABLE } from "@parley/protocol";

/** Something that somebody wants to be in the log, and what became of it. */
export interface Sent {
  /** Who sends, and where: such messages keep their order. */
  from: string;
  conversationId: string;
  id: string;
  event: string;
  input: Record<string, unknown>;
  /** Occurs in nothing else that is sent. */
  mark?: string | undefined;
  /** The agent who sends. */
  by?: string | undefined;
  /** What came of each time that it was sent, in words, with the time when it was known. */
  attempts: string[];
  outcome: { is: "waiting" } | { is: "stored"; receipt: Receipt } | { is: "refused"; code: string; holder?: unknown };
}

/** Writes down what came of sending it once. Two tabs may hear of the same message; what one of them heard first stays. */
export function answered(sent: Sent, reply: Reply<Receipt>): void {
  if (!reply.ok) sent.attempts.push(`${new Date().toISOString().slice(14, 23)} ${reply.error.message}`);
  if (sent.outcome.is !== "waiting") return;
  if (reply.ok) sent.outcome = { is: "stored", receipt: reply.value };
  else if (!RETRYABLE.includes(reply.error.code)) {
    sent.outcome = { is: "refused", code: reply.error.code, holder: reply.error.details?.["agent"] };
  }
}

/** How many wait for an answer. */
export const countWaiting = (records: readonly Sent[], isMine: (sent: Sent) => boolean): number =>
  records.filter((sent) => sent.outcome.is === "waiting" && isMine(sent)).length;
