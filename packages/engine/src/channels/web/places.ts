import type { QueuePlace } from "@parley/protocol";
import type { Waits } from "../../spine/channel.ts";

interface PlacesParts {
  /** What else a visitor is told with their place. */
  withForm: (waits: Waits, place: QueuePlace) => Promise<QueuePlace>;
  push: (conversationId: string, place: QueuePlace) => void;
  onError: (error: unknown) => void;
}

/** Tells those who wait their places: no place overtakes a newer one, or comes after what has made an end of it. */
export function createPlaces({ withForm, push, onError }: PlacesParts) {
  /** The newest of each conversation that is on its way to it. */
  const newest = new Map<string, QueuePlace>();
  const isNewest = (conversationId: string, place: QueuePlace) => newest.get(conversationId) === place;

  async function tell(waits: Waits, place: QueuePlace): Promise<void> {
    const { conversationId } = waits;
    newest.set(conversationId, place);
    try {
      const whole = await withForm(waits, place);
      if (isNewest(conversationId, place)) push(conversationId, whole);
    } catch (cause) {
      onError(cause);
    } finally {
      if (isNewest(conversationId, place)) newest.delete(conversationId);
    }
  }

  return {
    tell: (waits: Waits, place: QueuePlace): void => void tell(waits, place),
    /** What is on its way is not true any more. */
    drop: (conversationId: string): void => void newest.delete(conversationId),
  };
}
