import { backOff } from "@parley/client";
import { PROTOCOL_VERSION, type Reply, RETRYABLE, type WireError } from "@parley/protocol";
import type { Pending } from "./deed.ts";
import type { OpenTransport, Transport } from "./transport.ts";

/** What somebody leaves who signs out while something is on its way, or while there is no connection. Nothing of it is stored any more. */
export interface Left {
  open: OpenTransport;
  engine: string;
  /** Theirs. Absent if they never were connected. */
  token: string | undefined;
  locale: string;
  /** What they did that was not delivered, in order. */
  left: readonly Pending[];
  refuse: (error: WireError) => void;
}

/** Attempts to reach the engine, each a while after the one before; some 15 s in all where it is refused at once. */
const ATTEMPTS = 6;

/** Delivers what was left as who wrote it, on a connection of its own, and signs them out. Lasts as long as the page does, at most. */
export async function leave(parts: Left): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await leaveOnce(parts)) return;
    await new Promise((resolve) => setTimeout(resolve, backOff(attempt)));
  }
  parts.refuse({ code: "unavailable", message: "forget" });
}

/** Resolves to whether there is nothing more to do. */
function leaveOnce({ open, engine, token, locale, left }: Left): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (done: boolean) => {
      transport.disconnect();
      resolve(done);
    };
    const transport = open(engine, () => ({ protocol: PROTOCOL_VERSION, token }), {
      connected: () => void sayGoodbye(transport, locale, left).then(end),
      disconnected: () => end(false),
      refused: ({ code }) => end(!RETRYABLE.includes(code)),
      pushed() {},
    });
    transport.connect();
  });
}

type Speaking = Pick<Transport, "request">;

async function sayGoodbye({ request }: Speaking, locale: string, left: readonly Pending[]): Promise<boolean> {
  const isOver = (reply: Reply<unknown>) => reply.ok || !RETRYABLE.includes(reply.error.code);
  const hello = await request("hello", { locale });
  if (!hello.ok) return isOver(hello);
  for (const { deed } of left) if (!isOver(await request(deed.event, deed.input))) return false;
  return isOver(await request("forget", {}));
}
