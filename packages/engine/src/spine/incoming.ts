import {
  type Author,
  Choice,
  type Inbox,
  MAX_TEXT_LENGTH,
  SpokenLanguage,
  type VisitorContent,
  Place,
} from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";
import { Readable } from "node:stream";
import * as v from "valibot";
import type { Dialog } from "../services/dialog/contract.ts";
import { mappedId } from "../text/mapped-id.ts";
import type { ChannelFiles } from "./arriving.ts";
import { continuedChat, conversationOf } from "./conversation-of.ts";
import { fileContent, fileIdOf } from "./file-said.ts";
import type { Incoming } from "./port.ts";
import { receive, type Spine } from "./receive.ts";
import { refusalOf } from "./refusal.ts";
import { codeIn, LINK_SENT } from "../text/link-code.ts";
import { takeLink } from "./linking.ts";
import { split } from "./split.ts";

/** Files of one message, and characters of what names one, that are taken. */
const [FILES, REF, NAME] = [20, 4_000, 1_000];
/** What is proven with one message, at most. */
const PROVEN = 10;

export interface IncomingParts {
  spine: Spine;
  users: Users;
  /** Throws what refuses a visitor's message now: there are too many, or the engine is about to stop. */
  admit: (visitorId: string) => void;
  /** The language of who has not said a word yet; English unless told. */
  locale?: string | undefined;
  /** Files are to be fetched. */
  filesCame: () => void;
  /** How files come in. */
  files: Pick<ChannelFiles, "arrive" | "problemIn">;
  /** The inboxes with whose chats the account goes on; none unless told. */
  continues?: readonly string[];
}

/**
 * Takes in what somebody wrote on a channel. Whoever they are to the platform is one visitor, with one conversation; a message
 * is stored once, whatever the platform calls it and however often it comes. What is too long becomes several messages.
 */
export async function takeIn(inbox: Account, message: Incoming, parts: IncomingParts): Promise<void> {
  const { spine, users, admit } = parts;
  const contents = contentsOf(message);
  const files = filesOf(inbox.id, message);
  if (contents.length === 0 && files.length === 0) return;
  const { id: inboxId } = inbox;
  const place = (await chatOf(inbox, message, parts)) ?? (await placeOf(inbox, message, parts));
  const { conversationId, visitorId, author, locale } = place;
  const refusal = refusalOf(() => admit(visitorId));
  // Platforms' ids are of any form and length; ours are not (SPEC M1, X1).
  const idOf = (...part: (string | number)[]) => mappedId(inboxId, JSON.stringify([message.id, ...part]));
  await noteThread(
    spine.dialog,
    conversationId,
    message,
    [...contents.keys()].map((index) => idOf(index)),
  );
  if (message.proven && !author.by) await users.proven({ visitorId, values: message.proven.slice(0, PROVEN) });
  for (const [index, content] of contents.entries())
    await receive(spine, { conversationId, id: idOf(index), command: { do: "say", author, content }, refusal });
  if (!author.by) await takeCode(message, { visitorId, conversationId, id: `${inboxId}/${message.id}` }, parts);
  await takeFiles({ inboxId: place.inboxId, conversationId, files, author, locale, refusal }, parts);
}

type Account = Pick<Inbox, "id" | "channel">;
interface Where extends Pick<TakenFiles, "inboxId" | "conversationId" | "author" | "locale"> {
  visitorId: string;
}

/**
 * The chat of another inbox that a message answers. That who reads the mail of an address is who chatted, nobody has proven: they may have
 * typed any. So nothing is proven of its visitor by what comes from there. What machines answer is none of the chat.
 */
async function chatOf({ channel }: Account, message: Incoming, parts: IncomingParts): Promise<Where | undefined> {
  if (message.unanswered) return undefined;
  const chat = await continuedChat(parts.spine.dialog, parts.continues ?? [], message);
  if (!chat) return undefined;
  const { id: conversationId, visitorId, inboxId = chat.channel, locale } = chat;
  return { conversationId, visitorId, inboxId, locale, author: { kind: "visitor", by: channel } };
}

/** Whoever writes is a visitor of the account, with a conversation of theirs. */
async function placeOf({ id: inboxId, channel }: Account, message: Incoming, parts: IncomingParts): Promise<Where> {
  const { id: externalId, profile } = message.from;
  const locale = localeOf(message) ?? (await knownLocale(parts, mappedId(inboxId, externalId)));
  const visitor = await parts.users.reach({ inboxId, externalId, locale, ...(profile && { profile }) });
  const place = { visitorId: visitor.id, channel, inboxId, locale };
  const conversationId = await conversationOf(parts.spine.dialog, place, message);
  return { conversationId, visitorId: visitor.id, inboxId, locale, author: { kind: "visitor" } };
}

/** Takes a code that somebody sent: not of whom nobody knows whether it is them. */
async function takeCode(
  { text, value, place, unanswered, unproven }: Incoming,
  where: { visitorId: string; conversationId: string; id: string },
  parts: IncomingParts,
): Promise<void> {
  const code = codeIn(text);
  if (code === undefined || value !== undefined || place || unanswered || unproven) return;
  await takeLink(parts, { ...where, code });
}

/** What a channel with threads keeps of a conversation. */
async function noteThread(
  dialog: Pick<Dialog, "noteThread">,
  conversationId: string,
  { about, unanswered }: Incoming,
  ids: string[],
): Promise<void> {
  if (about === undefined && !unanswered) return;
  await dialog.noteThread({ conversationId, about, ...(unanswered && { unanswered: ids }) });
}

interface TakenFiles {
  inboxId: string;
  conversationId: string;
  files: ReturnType<typeof filesOf>;
  author: Extract<Author, { kind: "visitor" }>;
  locale: string;
  refusal: ReturnType<typeof refusalOf>;
}

/** Takes in files that came with a message, and notes those that are to be fetched. */
async function takeFiles(taken: TakenFiles, { spine, files: ways, filesCame }: IncomingParts): Promise<void> {
  const { inboxId, conversationId, files, author, locale, refusal } = taken;
  for (const { id, name, data } of files) {
    if (!data) continue;
    const fileId = fileIdOf(id);
    const found = await ways.arrive({ id: fileId, conversationId, inboxId, name }, () =>
      Promise.resolve({ bytes: Readable.from([data]) }),
    );
    const content = fileContent({ id, name }, found, { files: ways, locale });
    await receive(spine, { conversationId, id, command: { do: "say", author, content }, refusal });
  }
  const awaited = files.flatMap(({ data, ...file }) => (data ? [] : [file]));
  if (awaited.length === 0) return;
  // What is with the platform is fetched once it was told that the message came: it would not wait for that.
  await spine.dialog.awaitFiles({ inboxId, conversationId, files: awaited, refusal });
  filesCame();
}

/** Files, each with the id of the message that it becomes. */
const filesOf = (inboxId: string, { id, files = [] }: Incoming) =>
  files.slice(0, FILES).map(({ ref, name, data }, index) => ({
    id: mappedId(inboxId, JSON.stringify([id, "file", index])),
    ref: ref.slice(0, REF),
    name: name.replaceAll("\0", "").slice(0, NAME),
    data,
  }));

/** What was sent, as messages: its words, and a place behind them (SPEC C11), which is words too where it is on no globe. */
export function contentsOf({ place, ...said }: Pick<Incoming, "text" | "value" | "place">): VisitorContent[] {
  if (!place) return wordsOf(said);
  const read = v.safeParse(Place, place);
  if (!read.success) return wordsOf({ text: [said.text, placeInWords(place)].filter(Boolean).join("\n") });
  return [...wordsOf(said), { type: "place", place: read.output }];
}

function wordsOf({ text, value }: Pick<Incoming, "text" | "value">): VisitorContent[] {
  // A code is kept nowhere: who reads the log could send it, too.
  if (codeIn(text) !== undefined)
    return [{ type: "choice", text: `🔗 ${text.includes("绑定") ? "绑定" : "link"}`, value: LINK_SENT }];
  const said = text.replaceAll("\0", "\uFFFD");
  const [first, ...more] = split(said, { most: MAX_TEXT_LENGTH, in: "units" });
  if (first === undefined) return [];
  const isChoice = value !== undefined && more.length === 0 && v.is(Choice.entries.value, value);
  if (isChoice) return [{ type: "choice", text: first, value }];
  return [first, ...more].map((part) => ({ type: "text", text: part }));
}

/** A place as anybody can read it, and as maps do. */
function placeInWords({ latitude, longitude, label = "" }: NonNullable<Incoming["place"]>): string {
  return `📍 ${[label, `geo:${latitude},${longitude}`].filter(Boolean).join(" · ")}`;
}

/** What stands for something without words, as `[sticker]`. */
const STANDS_FOR = /^\s*(?:\[[^\]]*\]\s*)+$/;

/** The language of what is said; nothing where it says nothing of one, as what was pressed. */
function localeOf({ from: { locale }, text, value }: Incoming): string | undefined {
  if (locale) return v.parse(SpokenLanguage, locale);
  if (value !== undefined || STANDS_FOR.test(text)) return undefined;
  if (/\p{Script=Han}/u.test(text)) return "zh-CN";
  return /\p{L}/u.test(text) ? "en" : undefined;
}

/** The language that somebody wrote in before. */
export async function knownLocale(
  { users, locale = "en" }: Pick<IncomingParts, "users" | "locale">,
  visitorId: string,
): Promise<string> {
  return (await users.visitors({ ids: [visitorId] }))[0]?.locale ?? locale;
}
