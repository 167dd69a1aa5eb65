import type { ChannelKit, Incoming } from "../../spine/port.ts";
import type { Api } from "./api.ts";

/** People whose names are known here, or were asked for. */
const KNOWN = 10_000;
/** Milliseconds that LINE has to say a name. */
const PATIENCE = 10_000;

/** Asks what people are called, once each, when LINE has been answered: nothing waits for it. */
export function createNames(api: Pick<Api, "nameOf">, { receive }: Pick<ChannelKit, "receive">) {
  const asked = new Set<string>();

  async function ask(message: Incoming): Promise<void> {
    const name = await api.nameOf(message.from.id, AbortSignal.timeout(PATIENCE));
    // The message is there already: what it brings is the name.
    if (name) await receive({ ...message, from: { ...message.from, profile: { name } } });
  }

  return {
    wrote(message: Incoming): void {
      const { id } = message.from;
      if (asked.has(id)) return;
      asked.add(id);
      for (const oldest of asked) {
        if (asked.size <= KNOWN) break;
        asked.delete(oldest);
      }
      // Who has not said that they may be seen stays without a name; of a failure the next message asks again.
      ask(message).catch(() => void asked.delete(id));
    },
  };
}
