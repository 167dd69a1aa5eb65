import type { BridgeType } from "./port.ts";
import { slack } from "./slack/slack.ts";

/** The houses that come with the engine from which agents answer, each a folder here. */
export function includedBridges(): BridgeType[] {
  return [slack()];
}

/** Whether an inbox is the account of such a house: no visitor writes there. */
export const isBridge = (channel: string): boolean => includedBridges().some(({ type }) => type === channel);
