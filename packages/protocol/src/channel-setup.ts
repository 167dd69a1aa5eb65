import * as v from "valibot";
import { ReplyWindow } from "./reply-window.ts";

const Words = v.object({ en: v.string(), "zh-CN": v.string() });

/** What the console asks for to set an account of a channel up. */
export const ChannelSetup = v.object({
  name: Words,
  /** Steps, as Markdown; `{address}` is where the platform calls. */
  guide: Words,
  fields: v.array(
    v.object({
      key: v.string(),
      secret: v.optional(v.literal(true)),
      label: Words,
      hint: v.optional(Words),
      required: v.optional(v.literal(true)),
      pattern: v.optional(v.string()),
      options: v.optional(v.array(v.string())),
    }),
  ),
});
export type ChannelSetup = v.InferOutput<typeof ChannelSetup>;

/** `GET /api/inboxes/:id/channel`: how the account of an inbox is set up, and how it does. Times in milliseconds since 1970. */
export const ChannelAccount = v.object({
  setup: v.optional(ChannelSetup),
  /** Where its platform calls, if the engine knows its own address. */
  address: v.optional(v.string()),
  connected: v.boolean(),
  /** Why it is not. */
  problem: v.optional(v.string()),
  window: v.optional(ReplyWindow),
  lastIn: v.optional(v.number()),
  lastOut: v.optional(v.number()),
  error: v.optional(v.object({ at: v.number(), says: v.string() })),
});
export type ChannelAccount = v.InferOutput<typeof ChannelAccount>;

/** `POST /api/inboxes/:id/check`: whether the account works, in the platform's words. */
export const ChannelCheck = v.object({ ok: v.boolean(), says: v.string() });
export type ChannelCheck = v.InferOutput<typeof ChannelCheck>;
