import { latePart } from "../ui/late-part.ts";

/** What helps one to answer: suggestions, canned replies, articles; fetched with the first reply that is written. */
export const useCopilot = latePart(() => import("./copilot/copilot.ts"));
