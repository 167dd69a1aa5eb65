import type { Incoming, IncomingFile } from "../../spine/port.ts";
import type { Entity, Message, Pressed, Sent, Update } from "./update.ts";

/** What somebody did in a chat with the bot. */
export interface Told {
  /** What may have been kept for a button is not looked up yet: `value` is what the button carried. */
  message: Incoming;
  /** The press of a button, which Telegram shows as waiting until it is answered. */
  pressed?: string;
}

/** What an update says; nothing where it is nothing for us: groups, other bots, what Telegram itself notes in a chat. Pure. */
export function decode({ message, edited_message, callback_query }: Update): Told | undefined {
  if (message) return written(message);
  if (edited_message) return edited(edited_message);
  return callback_query && press(callback_query);
}

function written(message: Message): Told | undefined {
  const from = personOf(message);
  if (!from) return undefined;
  const { chat, message_id, date } = message;
  const [text, files, place] = [wordsOf(message), filesOf(message), placeOf(message)];
  if (text === "" && files.length === 0 && !place) return undefined;
  const told = { id: `${chat.id}/${message_id}`, from, text: greeting(text, from.locale), at: date * 1_000 };
  return { message: { ...told, ...(files.length > 0 && { files }), ...(place && { place }) } };
}

/** An edit of words is said once more, with a pencil. What moves in a place that is shared goes by. */
function edited(message: Message): Told | undefined {
  const [from, text] = [personOf(message), wordsOf(message)];
  const { chat, message_id, edit_date } = message;
  if (!from || text === "" || edit_date === undefined) return undefined;
  const id = `${chat.id}/${message_id}/${edit_date}`;
  return { message: { id, from, text: `✏️ ${text}`, at: edit_date * 1_000 } };
}

function press({ id, from, data, message }: Pressed): Told | undefined {
  if (data === undefined || message?.chat.type !== "private" || from.is_bot) return undefined;
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const text = buttons.find(({ callback_data }) => callback_data === data)?.text ?? data;
  return { message: { id: `pressed/${id}`, from: person(message.chat.id, from), text, value: data }, pressed: id };
}

function personOf({ chat, from }: Message): Incoming["from"] | undefined {
  return chat.type === "private" && from && !from.is_bot ? person(chat.id, from) : undefined;
}

/** In a chat of two the chat is called like the person. */
function person(chat: number, { first_name, last_name, username, language_code }: Pressed["from"]): Incoming["from"] {
  const name = [first_name, last_name].filter(Boolean).join(" ") || username;
  return { id: String(chat), ...(name && { profile: { name } }), ...(language_code && { locale: language_code }) };
}

/** What somebody taps who opens the bot: the bot's own word, which nobody would write. */
const LINKED = /^\/start(?:@\w+)? link-([\dA-Z]{8})$/;
const START = /^\/start(?:@\w+)?(?:\s.*)?$/s;
function greeting(text: string, locale = ""): string {
  // A link to the bot may carry a word, of which only a code is one for us.
  const [, code] = LINKED.exec(text) ?? [];
  if (code !== undefined) return `link ${code}`;
  return START.test(text) ? (locale.startsWith("zh") ? "你好" : "Hello") : text;
}

function wordsOf({ text, entities, caption, caption_entities, ...message }: Message): string {
  const said = text === undefined ? withLinks(caption ?? "", caption_entities) : withLinks(text, entities);
  const { sticker, dice, contact, poll } = message;
  const others = [
    sticker && (sticker.emoji ?? "🙂"),
    dice && `${dice.emoji} ${dice.value}`,
    contact && ["👤", contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(" "),
    poll && [`📊 ${poll.question}`, ...poll.options.map((option) => `- ${option.text}`)].join("\n"),
  ];
  return [said, ...others].filter(Boolean).join("\n");
}

/** Where a link leads that stands behind other words. Telegram counts as strings do. */
function withLinks(text: string, entities: readonly Entity[] = []): string {
  const links = entities.filter(({ type, url }) => type === "text_link" && url);
  return links
    .toSorted((one, other) => other.offset - one.offset)
    .reduce((said, { offset, length, url }) => {
      const end = offset + length;
      return said.slice(offset, end) === url ? said : `${said.slice(0, end)} (${url})${said.slice(end)}`;
    }, text);
}

function filesOf({ photo, voice, audio, video, video_note, animation, document, message_id }: Message): IncomingFile[] {
  // Of a picture Telegram has several sizes, the largest one last. An animation is named a second time as a document.
  const found: [Sent | undefined, string][] = [
    [photo?.at(-1), `photo-${message_id}.jpg`],
    [voice, `voice-${message_id}.ogg`],
    [audio, `${audio?.title ?? `audio-${message_id}`}.mp3`],
    [video, `video-${message_id}.mp4`],
    [video_note, `video-${message_id}.mp4`],
    [animation ?? document, `document-${message_id}`],
  ];
  return found.flatMap(([sent, name]) => (sent ? [{ ref: sent.file_id, name: sent.file_name ?? name }] : []));
}

function placeOf({ venue, location }: Message): Incoming["place"] {
  if (venue) return { ...venue.location, label: `${venue.title}, ${venue.address}` };
  return location && { ...location };
}
