import { latePart } from "../../ui/late-part.ts";

/** Tasks in a conversation. */
export const useTasks = latePart(() => import("../../tasks/InConversation.tsx"));
