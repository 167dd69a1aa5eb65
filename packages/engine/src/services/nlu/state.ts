import { defineCollection } from "../../store/collections.ts";
import type { Doc } from "../../store/store.ts";

/** What there is one of: which models answer, the revision of the knowledge, who trains. Each kind of document has its `_id`. */
export const STATE = defineCollection<Doc>("nlu", { owner: "nlu", refersTo: ["models"] });
