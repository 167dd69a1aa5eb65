import { createOutbox, exclusively, openOutboxStore, type Outbox } from "@parley/client";
import type { ChatOptions } from "./chat.ts";
import type { Connection } from "./connection.ts";
import type { Pending } from "./deed.ts";

/**
 * The outbox of a visitor. What was done is delivered as who did it (SPEC I8), whoever the browser is by then. `stored` hears the number of
 * what has become part of the conversation that is shown.
 */
export function createSending(
  options: Pick<ChatOptions, "outbox" | "refused">,
  engine: string,
  { transport, renew, state, session, greet }: Connection,
  stored: (seq: number) => void,
): Outbox<Pending> {
  const store =
    options.outbox ?? openOutboxStore<Pending>(`parley:${engine}:`, ({ id, deed }) => deed?.input?.id === id);
  const outbox: Outbox<Pending> = createOutbox<Pending>({
    store,
    ready: () => state.peek().status === "online",
    exclusively: (run) => exclusively(`parley:${engine}`, run),
    async deliver(entry) {
      const { event, input } = entry.deed;
      // Done before anybody was anybody: from now on it is this visitor's, however often it is sent.
      input.as ??= session.get().as;
      store.put(entry);
      const reply = await transport.request(event, input);
      if (reply.ok || reply.error.code !== "unauthorized") return reply;
      renew();
      return { ok: false, error: { ...reply.error, code: "unavailable" } };
    },
    refused({ deed: { event } }, { message, ...error }) {
      // What is asked may have changed since the last hello.
      if (error.details?.["reason"] === "asks") void greet();
      options.refused?.({ ...error, message: `${event}: ${message}` });
      return event === "send";
    },
    delivered({ id, seq }, { deed }) {
      if (deed.input.as === session.get().as) stored(seq);
      // In the conversation of whom this browser was before.
      else outbox.discard(id);
    },
  });
  return outbox;
}
