import { latePart } from "../ui/late-part.ts";

/** What shows where, and until when, somebody can be answered, and all that was said with them. */
export const useWays = latePart(() => import("./ways/ways.ts"));
