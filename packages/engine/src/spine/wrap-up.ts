import { ChatError } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";

/** Why an agent cannot close a conversation with what they say of it, or without (SPEC W7), from wherever they do. */
export async function whyNotClosed(dialog: Pick<Dialog, "settings">, code?: string): Promise<ChatError | undefined> {
  const { codes, codeRequired } = (await dialog.settings({})).desk.value;
  if (code === undefined) {
    if (!codeRequired || codes.length === 0) return undefined;
    return new ChatError("invalid", "Say what it was about first.", { details: { reason: "code" } });
  }
  if (codes.some(({ id }) => id === code)) return undefined;
  return new ChatError("invalid", "There is no such code.", { details: { reason: "code" } });
}
