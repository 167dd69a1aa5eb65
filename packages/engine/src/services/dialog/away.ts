import { type ContinuingParts, createContinuing } from "./continuing/continuing.ts";
import { createDevices, type DeviceParts } from "./push/devices.ts";

/** What is told to visitors who are away: to devices of theirs, or by continuing the chat elsewhere. */
export function createAway(parts: DeviceParts & ContinuingParts) {
  const [devices, continuing] = [createDevices(parts), createContinuing(parts)];
  return {
    handlers: { ...devices.handlers, ...continuing.handlers },
    /** Notes that something is about to be said that may have to be told. Safe to repeat. */
    intend(...about: Parameters<typeof devices.intend>): Promise<unknown> | undefined {
      const [told, sent] = [devices.intend(...about), continuing.intend(...about)];
      return told && sent ? Promise.all([told, sent]) : (told ?? sent);
    },
    async erase(conversationId: string): Promise<void> {
      await devices.erase(conversationId);
      await continuing.erase(conversationId);
    },
  };
}
export type Away = ReturnType<typeof createAway>;
