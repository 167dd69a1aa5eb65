import * as v from "valibot";

/** What Telegram hands over, as far as it is read here; all else is let through unseen. */

const words = v.optional(v.string());
const User = v.object({
  id: v.number(),
  is_bot: v.optional(v.boolean()),
  first_name: words,
  last_name: words,
  username: words,
  language_code: words,
});
const Chat = v.object({ id: v.number(), type: v.string() });
const Sent = v.object({ file_id: v.string(), file_name: words, title: words, file_size: v.optional(v.number()) });
const Entity = v.object({ type: v.string(), offset: v.number(), length: v.number(), url: words });
const Entities = v.optional(v.array(Entity));
const Location = v.object({ latitude: v.number(), longitude: v.number() });
const file = v.optional(Sent);

const Message = v.object({
  message_id: v.number(),
  date: v.number(),
  edit_date: v.optional(v.number()),
  chat: Chat,
  from: v.optional(User),
  text: words,
  entities: Entities,
  caption: words,
  caption_entities: Entities,
  photo: v.optional(v.array(Sent)),
  voice: file,
  audio: file,
  video: file,
  video_note: file,
  animation: file,
  document: file,
  sticker: v.optional(v.object({ emoji: words })),
  dice: v.optional(v.object({ emoji: v.string(), value: v.number() })),
  contact: v.optional(v.object({ phone_number: v.string(), first_name: words, last_name: words })),
  poll: v.optional(v.object({ question: v.string(), options: v.array(v.object({ text: v.string() })) })),
  location: v.optional(Location),
  venue: v.optional(v.object({ location: Location, title: v.string(), address: v.string() })),
});
export type Message = v.InferOutput<typeof Message>;
export type Sent = v.InferOutput<typeof Sent>;
export type Entity = v.InferOutput<typeof Entity>;

const Button = v.object({ text: v.string(), callback_data: words });
const Pressed = v.object({
  id: v.string(),
  from: User,
  data: words,
  message: v.optional(
    v.object({
      message_id: v.number(),
      chat: Chat,
      reply_markup: v.optional(v.object({ inline_keyboard: v.array(v.array(Button)) })),
    }),
  ),
});
export type Pressed = v.InferOutput<typeof Pressed>;

const Numbered = v.object({ update_id: v.pipe(v.number(), v.safeInteger()) });

/** Whether it has the number of an update, whatever else it is. */
export const isNumbered = (value: unknown): value is v.InferOutput<typeof Numbered> => v.is(Numbered, value);

const Update = v.object({
  ...Numbered.entries,
  message: v.optional(Message),
  edited_message: v.optional(Message),
  callback_query: v.optional(Pressed),
});
export type Update = v.InferOutput<typeof Update>;

/** What is asked for; Telegram keeps all else to itself. */
export const ASKED = ["message", "edited_message", "callback_query"];

/** An update, of whatever form it was; nothing where it is none. */
export function readUpdate(value: unknown): Update | undefined {
  const read = v.safeParse(Update, value);
  return read.success ? read.output : undefined;
}
