import type { ConversationEvent, WireError } from "@parley/protocol";

export interface Options {
  kept?: { token?: string; outbox?: string };
  locale?: "en" | "zh-CN";
  show?: (shown: ConversationEvent | ({ type: "refused" } & WireError)) => void;
}

export function createClient(url: string, options?: Options): { send: (text: string) => void; stop: () => void };
