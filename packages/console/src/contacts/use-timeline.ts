import { latePart } from "../ui/late-part.ts";

/** What shows all that was said with somebody; fetched with the first contact that is looked at. */
export const useTimeline = latePart(() => import("./Conversations.tsx"));
