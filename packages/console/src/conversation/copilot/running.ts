import {
  ChatError,
  FIRST_INBOX,
  type InboxItem,
  isFor,
  type Known,
  type Macro,
  may,
  type Member,
  newId,
  type WireError,
} from "@parley/protocol";
import type { Desk } from "../../desk/desk.ts";
import { patient } from "../../live/patient.ts";
import { toast } from "../../ui/toast.ts";
import { explain } from "../../ui/words.ts";
import { copilotTexts } from "./texts.ts";

/** One at a time: whoever clicks twice, or cannot wait, means one. */
let running = false;

/** Whether a member may run a macro in a conversation. */
export function isOffered(
  { role = "agent", members, ...macro }: Macro,
  me: Member,
  { conversation }: InboxItem,
): boolean {
  const isMine = may(me.role, role) && (members?.includes(me.id) ?? true);
  return isMine && isFor(macro, conversation.inboxId ?? FIRST_INBOX);
}

/** Runs a macro in a conversation, and says what came of it; whether it should be read anew, for it was refused. */
export async function runMacro(
  { ask }: Pick<Desk["live"], "ask">,
  { conversation, visitor }: InboxItem,
  macro: Macro,
  known: Known,
): Promise<boolean> {
  if (running) return false;
  running = true;
  const texts = copilotTexts();
  const named = Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const locale = visitor.locale.startsWith("zh") ? "zh-CN" : "en";
  const asked = { conversationId: conversation.id, id: newId(), macro: macro.id, version: macro.version };
  try {
    const { done, failed } = await patient(ask)("macro", { ...asked, locale, known: named });
    if (failed) toast(texts.stopped(macro.name, done, texts.acts[failed.act], whyNot(failed.error)), "bad");
    else toast(texts.ran(macro.name));
    return false;
  } catch (error) {
    toast(explain(error), "bad");
    return true;
  } finally {
    running = false;
  }
}

/** Why a step was not done, in the language of who reads it. */
function whyNot({ code, message, details }: WireError): string {
  const texts = copilotTexts();
  const { reason, name, availability } = details ?? {};
  if (reason === "blank") return texts.unknown(String(name));
  if (reason === "code") return texts.codeFirst;
  if (reason === "inbox") return texts.unseen;
  return availability === undefined ? explain(new ChatError(code, message, { details })) : texts.away;
}
