import { listed } from "../text/listed.ts";
import { mappedId } from "../text/mapped-id.ts";
import { noteCameBack } from "./came-back.ts";
import type { watchHealth } from "./health.ts";
import { type IncomingParts, takeIn } from "./incoming.ts";
import { createLines } from "./lines.ts";
import type { ChannelKit, ChannelType } from "./port.ts";
import type { takeReceipts } from "./receipts.ts";
import { noteIn, standingOf } from "./standing.ts";
import type { createSupplies } from "./supplies.ts";

export interface KitParts extends Omit<IncomingParts, "locale" | "continues"> {
  supplies: Pick<ReturnType<typeof createSupplies>, "of">;
  health: Pick<ReturnType<typeof watchHealth>, "cameIn" | "failed">;
  receipts: Pick<ReturnType<typeof takeReceipts>, "take">;
  onError: (error: unknown) => void;
}

type Account = Pick<ChannelKit, "inbox" | "secrets" | "routes">;

/** Makes what the engine does for a channel's accounts. */
export function createKits({ supplies, health, receipts, onError, ...parts }: KitParts) {
  /** What a person writes is taken in as it came: one message may take longer than the next. */
  const lines = createLines();
  return ({ locale }: Pick<ChannelType, "locale">, { inbox, secrets, routes }: Account): ChannelKit => {
    const taking = { ...parts, locale, continues: listed(inbox.settings["continues"]) };
    return {
      ...supplies.of(inbox.id),
      inbox,
      secrets,
      routes,
      async receive(message) {
        health.cameIn(inbox.id);
        await lines.run(JSON.stringify([inbox.id, message.from.id]), () => takeIn(inbox, message, taking));
      },
      async proves(externalId, values) {
        await parts.users.proven({ visitorId: mappedId(inbox.id, externalId), values });
      },
      standing: (whose) => standingOf(inbox, whose, taking),
      note: (whose, note) => noteIn(inbox, { whose, ...note }, taking),
      async receipt({ answers, ...told }) {
        const isNoted = answers !== undefined && (await noteCameBack({ answers, ...told }, taking));
        if (!isNoted) await receipts.take(inbox.id, told);
      },
      onError: (error) => (health.failed(inbox.id, error), onError(error)),
    };
  };
}
