import type { Nlu } from "../../nlu/contract.ts";

/** Understanding as an inbox has it: nothing is meant, found, offered or answered that is for other inboxes only. */
export const inInbox = (nlu: Nlu, inboxId: string): Nlu => ({
  ...nlu,
  understand: (asked) => nlu.understand({ ...asked, inboxId }),
  answer: (asked) => nlu.answer({ ...asked, inboxId }),
  search: (asked) => nlu.search({ ...asked, inboxId }),
  article: (asked) => nlu.article({ ...asked, inboxId }),
  titles: (asked) => nlu.titles({ ...asked, inboxId }),
});
