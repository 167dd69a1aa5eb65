import type { ConversationEvent, Delivery, MessageEvent } from "@parley/protocol";

/** Where messages stand that had to be sent out of the house, by id. */
export interface Deliveries {
  readonly known: ReadonlyMap<string, Delivery>;
  /** Number of the first event of which all deliveries were told. */
  readonly from: number;
}

/** With what was told: of two the one with the greater version is newer, whatever their clocks say (SPEC X3). */
export function learn({ known, from }: Deliveries, told: readonly Delivery[]): Deliveries {
  const newer = told.filter(({ id, version = 0 }) => version >= (known.get(id)?.version ?? 0));
  return { from, known: new Map([...known, ...newer.map((one) => [one.id, one] as const)]) };
}

/** Where a message stands; nothing for a visitor's, and for one that was said before we were told. */
export function deliveryOf(
  { known, from }: Deliveries,
  { author, id, seq, conversationId, at }: MessageEvent,
): Delivery | undefined {
  if (author.kind === "visitor") return undefined;
  const fresh: Delivery = { conversationId, id, seq, at, state: "waiting", attempts: 0 };
  return known.get(id) ?? (seq >= from ? fresh : undefined);
}

/** Whether any of these messages waits, as far as we know. */
export const isAnyWaiting = (deliveries: Deliveries, events: readonly ConversationEvent[]): boolean =>
  events.some((event) => event.type === "message" && deliveryOf(deliveries, event)?.state === "waiting");
