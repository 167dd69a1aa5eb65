import { ChatError } from "@parley/protocol";

/** What a check throws, as what refuses a message unless it was stored before; nothing if it lets it through. */
export function refusalOf(check: () => void): ChatError | undefined {
  try {
    check();
  } catch (refused) {
    return ChatError.from(refused);
  }
  return undefined;
}
