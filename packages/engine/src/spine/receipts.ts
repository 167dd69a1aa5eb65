import { setTimeout as wait } from "node:timers/promises";
import type { Delivery } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { PlatformReceipt } from "./port.ts";

export interface ReceiptParts {
  dialog: Pick<Dialog, "receipt">;
  /** Shows agents where a message stands. */
  show: (delivery: Delivery) => void;
  onError: (error: unknown) => void;
}

/** Milliseconds after which a receipt is looked up again of a message whose sending has not been noted yet. */
const LOOK_AGAIN = [500, 2_000, 10_000];

/** Takes in what platforms say of what they were sent. */
export function takeReceipts({ dialog, show, onError }: ReceiptParts) {
  const stopped = new AbortController();

  async function lookAgain(look: () => Promise<Delivery | undefined>): Promise<void> {
    for (const pause of LOOK_AGAIN) {
      await wait(pause, undefined, { ref: false });
      if (stopped.signal.aborted) return;
      const found = await look();
      if (found) return show(found);
    }
  }

  return {
    /** Resolves when it is stored. One that comes before its message is noted as sent is looked up again; nobody waits for that. */
    async take(inboxId: string, told: PlatformReceipt): Promise<void> {
      const look = async () => (await dialog.receipt({ inboxId, ...told })).delivery;
      const found = await look();
      if (found) return show(found);
      void lookAgain(look).catch(onError);
    },
    stop: () => stopped.abort(),
  };
}
