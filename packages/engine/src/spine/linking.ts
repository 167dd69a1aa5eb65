import { ChatError, FIRST_INBOX } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";
import { sentCode, wantsLink } from "../text/link-code.ts";
import { mappedId } from "../text/mapped-id.ts";
import type { Invitations } from "./inviting.ts";
import { LINK_WORDS, type LinkWords } from "./link-words.ts";
import { receive, type Spine } from "./receive.ts";

interface LinkParts {
  spine: Spine;
  users: Users;
}

/** Whom it is about, and where they wrote; `id` names the message. */
interface Written {
  visitorId: string;
  conversationId: string;
  id: string;
}

const wordsIn = (locale: string): LinkWords => LINK_WORDS[locale.startsWith("zh") ? "zh-CN" : "en"];

/** Says something as the bot, once. */
async function say(spine: Spine, { conversationId, id }: Omit<Written, "visitorId">, text: string): Promise<void> {
  const command = { do: "say", author: { kind: "bot" }, content: { type: "text", text } } as const;
  await receive(spine, { conversationId, id: mappedId("link", id), command });
}

async function localeOf({ dialog }: Spine, conversationId: string): Promise<string> {
  return (await dialog.get({ conversationId })).conversation.locale;
}

/**
 * Takes a code that somebody sent on a channel (SPEC K10): who asked for it on the website, signed in, and who sent it are one contact from then
 * on. Both are told. Safe to repeat.
 */
export async function takeLink({ spine, users }: LinkParts, written: Written & { code: string }): Promise<void> {
  const { code, visitorId, ...where } = written;
  const outcome = await users.useLinkCode({ code, visitorId });
  const said = wordsIn(await localeOf(spine, where.conversationId));
  if (outcome.is !== "linked") return await say(spine, where, said[outcome.is]);
  const { conversation } = await spine.dialog.get({ conversationId: where.conversationId });
  const inboxes = await spine.dialog.inboxes({});
  const nameOf = (inboxId: string | undefined) => inboxes.find(({ id }) => id === inboxId)?.name ?? "";
  await say(spine, where, said.linked);
  const [owner] = await users.visitors({ ids: [outcome.visitorId] });
  if (!owner) return;
  const { inboxId = FIRST_INBOX, locale } = owner;
  const theirs = await spine.dialog.open({ visitorId: owner.id, channel: "web", inboxId, locale });
  const told = wordsIn(theirs.locale).told(nameOf(conversation.inboxId));
  await say(spine, { conversationId: theirs.id, id: `${where.id}/told` }, told);
}

type OfferParts = LinkParts & { invitations: Invitations };

/** Answers who asks on the website to be recognised elsewhere, in the order of what is said there; nothing to others. */
export function offerLink(parts: OfferParts, { text, ...written }: Written & { text: string }): void {
  if (wantsLink(text)) parts.spine.lanes.run(written.conversationId, () => offer(parts, written));
}

/** A code, and where to send it. Who is not signed in is told so. */
async function offer({ spine, users, invitations }: OfferParts, { visitorId, ...where }: Written): Promise<void> {
  const locale = await localeOf(spine, where.conversationId);
  const said = wordsIn(locale);
  try {
    const { code } = await users.makeLinkCode({ visitorId });
    const text = sentCode(code, locale);
    const places = await invitations({ text, code: `link-${code}` });
    await say(spine, where, places.length > 0 ? said.offer(text, places) : said.nowhere);
  } catch (error) {
    const { code } = ChatError.from(error);
    if (code !== "forbidden" && code !== "tooMany") throw error;
    await say(spine, where, code === "forbidden" ? said.signIn : said.later);
  }
}
