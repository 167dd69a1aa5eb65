import { conversationRoom } from "../../transport/workspace.ts";
import type { ChatError } from "@parley/protocol";
import { refusalOf } from "../../spine/refusal.ts";
import type { VisitorNamespace } from "./session.ts";
import type { WebParts } from "./parts.ts";

/** Who writes, and from where. */
interface Writer {
  visitorId: string;
  conversationId: string;
  address?: string | undefined;
}

/**
 * What refuses a visitor's message unless it was stored before: too many messages, or too many conversations of the address that reach
 * people. Who is with people writes on.
 */
export async function tooMuch(writer: Writer, { limits, spine }: WebParts): Promise<ChatError | undefined> {
  const { visitorId, conversationId, address = "" } = writer;
  const often = refusalOf(() => {
    limits.take("message", visitorId);
    limits.take("addressMessage", address);
  });
  if (often) return often;
  const reaches = refusalOf(() => limits.check("handOver", address));
  if (!reaches) return undefined;
  const { status } = (await spine.dialog.get({ conversationId })).conversation.state;
  return status === "bot" || status === "closed" ? reaches : undefined;
}

/** Counts a hand-over for whom the visitor's connections stand. Nobody is refused a person (SPEC H6): what comes after it waits. */
export function chargeHandOver({ adapter, sockets }: VisitorNamespace, conversationId: string, parts: WebParts): void {
  const here = [...(adapter.rooms.get(conversationRoom(conversationId)) ?? [])].map(
    (id) => sockets.get(id)?.data.address,
  );
  for (const address of new Set(here)) if (address !== undefined) parts.limits.charge("handOver", address);
}
