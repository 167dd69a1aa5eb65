import type { PushOffer, Subscribe, Unsubscribe } from "@parley/protocol";
import type { Dialog } from "../../services/dialog/contract.ts";
import { inboxOf } from "./identity.ts";
import type { VisitorSocket } from "./session.ts";
import type { Telling } from "./telling.ts";

interface DeviceParts {
  dialog: Pick<Dialog, "subscribe" | "unsubscribe">;
  push: Telling;
  here: (socket: VisitorSocket) => Promise<{ conversationId: string }>;
}

/** Devices of visitors, which are told of answers while the chat is away (SPEC N). */
export function createDevices({ dialog, push, here }: DeviceParts) {
  return {
    async subscribe({ target, url }: Subscribe, socket: VisitorSocket): Promise<PushOffer> {
      const { conversationId } = await here(socket);
      const inboxId = inboxOf(socket);
      if (!target) return await push.offerOf(inboxId);
      const offer = await push.check(inboxId, target);
      await dialog.subscribe({ conversationId, inboxId, session: socket.data.token ?? "", target, url });
      return offer;
    },
    async unsubscribe({ target }: Unsubscribe, socket: VisitorSocket) {
      const { conversationId } = await here(socket);
      return await dialog.unsubscribe({ conversationId, inboxId: inboxOf(socket), target });
    },
  };
}
