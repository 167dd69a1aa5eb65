import { latePart } from "../ui/late-part.ts";

/** What a language model does for whoever writes. */
export const useDrafting = latePart(() => import("./language-model/drafting.ts"));
