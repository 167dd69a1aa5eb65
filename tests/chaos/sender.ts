import { createOutbox, type Entry, memoryOutboxStore } from "@parley/client";
import { ChatError, newId, type Receipt, type Reply } from "@parley/protocol";
import { createClock } from "./clock.ts";
import { type Ask, Refusal } from "./line.ts";
import type { Random } from "./random.ts";
import { answered, countWaiting, type Sent } from "./sent.ts";

/** What an agent sends in one conversation, by the client's outbox. */
export interface Sender {
  readonly waiting: number;
  add: (event: string, input: Record<string, unknown>, more?: Pick<Sent, "mark" | "by">) => void;
  /** Connected again. */
  resume: () => void;
}

interface SenderParts {
  from: string;
  conversationId: string;
  random: Random;
  /** Everything that anybody sends. */
  records: Sent[];
  ready: () => boolean;
  ask: Ask;
}

interface Request extends Entry {
  sent: Sent;
}

/** Its ids carry the time of a clock that may be wrong. */
export function createSender({ from, conversationId, random, records, ready, ask }: SenderParts): Sender {
  const clock = createClock(random.fork("clock"));
  const outbox = createOutbox<Request>({
    store: memoryOutboxStore(),
    ready,
    async deliver({ id, sent }) {
      const reply = await ask<Receipt>(sent.event, { ...sent.input, id }).then(
        (value): Reply<Receipt> => ({ ok: true, value }),
        (cause: unknown): Reply<Receipt> => ({ ok: false, error: errorOf(cause) }),
      );
      answered(sent, reply);
      return reply;
    },
    refused: () => false,
    delivered: (_receipt, { id }) => outbox.discard(id),
    exclusively: (run) => run(),
    random: random.next,
  });
  return {
    get waiting() {
      return countWaiting(records, (sent) => sent.from === from);
    },
    add(event, input, more = {}) {
      const outcome = { is: "waiting" } as const;
      const sent: Sent = { from, conversationId, id: newId(clock()), event, input, ...more, attempts: [], outcome };
      records.push(sent);
      outbox.add({ id: sent.id, sent });
    },
    resume: outbox.resume,
  };
}

/** What was never sent, or not answered, may be sent again. */
function errorOf(cause: unknown) {
  if (cause instanceof Refusal) return cause.error;
  return new ChatError("unavailable", cause instanceof Error ? cause.message : String(cause)).toJSON();
}
