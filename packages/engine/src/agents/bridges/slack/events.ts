import * as v from "valibot";

const Written = v.looseObject({
  user: v.optional(v.string()),
  bot_id: v.optional(v.string()),
  text: v.optional(v.string()),
  thread_ts: v.optional(v.string()),
});

/** What happened in Slack, as far as it is looked at. */
const Event = v.looseObject({
  ...Written.entries,
  type: v.string(),
  subtype: v.optional(v.string()),
  channel: v.optional(v.string()),
  channel_type: v.optional(v.string()),
  ts: v.optional(v.string()),
  message: v.optional(Written),
  previous_message: v.optional(Written),
});

/** What Slack calls with: that the address is to prove itself, or that something happened. */
export const Call = v.looseObject({
  type: v.string(),
  challenge: v.optional(v.string()),
  team_id: v.optional(v.string()),
  event_id: v.optional(v.string()),
  event: v.optional(Event),
});

/** A button that somebody pressed. */
export const Pressed = v.looseObject({
  type: v.string(),
  team: v.optional(v.looseObject({ id: v.optional(v.string()) })),
  user: v.looseObject({ id: v.string() }),
  container: v.looseObject({ channel_id: v.optional(v.string()), message_ts: v.optional(v.string()) }),
  actions: v.array(v.looseObject({ action_id: v.string(), action_ts: v.optional(v.string()) })),
});

/** What is to be done about it. */
export type Heard =
  | { is: "stirred"; channel: string; thread: string }
  | { is: "changed"; channel: string; thread: string; by: string }
  | { is: "asked"; channel: string; by: string; text: string };

/** What of an event is for us; nothing where it is not, as what bots say, ourselves among them. */
export function heardIn(event: v.InferOutput<typeof Event>, me: string): Heard | undefined {
  const { type, subtype, channel } = event;
  if (channel === undefined || !["message", "app_mention"].includes(type)) return undefined;
  if (subtype === "message_changed" || subtype === "message_deleted") return changedIn(event, channel, me);
  return event.bot_id ? undefined : writtenIn(event, channel, me);
}

/** Words in a talk with the bot, or with its name in a room, are for itself; those in a thread may be for a visitor. */
function writtenIn(event: v.InferOutput<typeof Event>, channel: string, me: string): Heard | undefined {
  const { type, channel_type, user: by, text = "", thread_ts: thread } = event;
  if (by === undefined || by === me) return undefined;
  const isAsked = channel_type === "im" || (type === "app_mention" && thread === undefined);
  if (isAsked) return { is: "asked", channel, by, text };
  return type === "message" && thread !== undefined ? { is: "stirred", channel, thread } : undefined;
}

/** Slack says the same where it only shows what is behind a link: the words are as they were then. */
function changedIn({ message, previous_message: before, subtype }: Changed, channel: string, me: string) {
  const { thread_ts: thread, user: by, bot_id } = before ?? {};
  if (thread === undefined || by === undefined || by === me || bot_id) return undefined;
  if (subtype === "message_changed" && message?.text === before?.text) return undefined;
  return { is: "changed" as const, channel, thread, by };
}

type Changed = Pick<v.InferOutput<typeof Event>, "message" | "previous_message" | "subtype">;
