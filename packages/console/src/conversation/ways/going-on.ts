import { isOver, newId, type Way } from "@parley/protocol";
import type { Desk } from "../../desk/desk.ts";
import { drafts } from "../../desk/drafts.ts";
import { now } from "../../language/format.ts";
import { patient } from "../../live/patient.ts";
import { go } from "../../route.ts";
import { attempt } from "../../ui/toast.ts";

/** Whether somebody can be written to there now. */
export const isOpen = ({ window, off }: Way): boolean => !off && !(window && isOver(window, now.value));

/** Goes on with somebody in another conversation: with what is being written in one, and with the other where nobody has it. */
export async function goOn({ live }: Desk, { conversationId, status }: Way, from?: string): Promise<void> {
  const written = from === undefined ? "" : drafts.read(from, "reply");
  if (from !== undefined && written !== "" && drafts.read(conversationId, "reply") === "") {
    drafts.write(conversationId, "reply", written);
    drafts.write(from, "reply", "");
  }
  go("inbox", conversationId);
  if (status !== "agent") await attempt(() => patient(live.ask)("claim", { conversationId, id: newId() }));
}
