import type { UsualBot } from "@parley/protocol";
import { nameOf, orderOf } from "./answerers/order.ts";
import type { GivenAnswerer } from "./answerers/port.ts";
import { thresholdsOf } from "./policy.ts";
import { usualPhrases } from "./words.ts";

/** What the bot does and says where its settings leave it out. */
export const usualBot = (given: readonly GivenAnswerer[]): UsualBot => ({
  thresholds: thresholdsOf(),
  answerers: orderOf(given, undefined).map(nameOf),
  words: usualPhrases(),
});
