import type { BridgeType } from "./port.ts";
import { dingtalk } from "./dingtalk/dingtalk.ts";
import { feishu } from "./feishu/feishu.ts";
import { slack } from "./slack/slack.ts";
import { wecom } from "./wecom/wecom.ts";

/** The houses that come with the engine from which agents answer, each a folder here. */
export function includedBridges(): BridgeType[] {
  return [slack(), feishu(), dingtalk(), wecom()];
}

/** Whether an inbox is the account of such a house: no visitor writes there. */
export const isBridge = (channel: string): boolean => includedBridges().some(({ type }) => type === channel);
