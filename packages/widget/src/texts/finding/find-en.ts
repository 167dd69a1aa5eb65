import type { FindTexts } from "./find-texts.ts";

/** English. */
export const find: FindTexts = {
  search: "Search",
  field: "Search this chat and help",
  said: "In this conversation",
  articles: "Help articles",
  found: "Found: ",
  none: "Nothing was found.",
  more: "Look further back",
  failed: "That did not work. Please try again.",
  over: "Close search",
};
