import { type AgentRef, type InboxItem, newId } from "@parley/protocol";
import { tellRefusal } from "../conversation/act.ts";
import type { Desk } from "../desk/desk.ts";
import { visitorName } from "../desk/visitor-name.ts";
import { patient } from "../live/patient.ts";
import { toast } from "../ui/toast.ts";
import { boardTexts } from "./texts.ts";

/** Gives a conversation to somebody, whoever has it. Says what came of it. */
export async function assign({ live }: Desk, { conversation, visitor }: InboxItem, to: AgentRef): Promise<void> {
  try {
    await patient(live.ask)("transfer", { conversationId: conversation.id, id: newId(), agentId: to.id });
    toast(boardTexts().takes(to.name, visitorName(visitor)));
  } catch (error) {
    tellRefusal(error);
  }
}
