import { Choice, type Inbox, MAX_TEXT_LENGTH, SpokenLanguage, type VisitorContent } from "@parley/protocol";
import type { Users } from "../services/users/contract.ts";
import * as v from "valibot";
import { mappedId } from "../text/mapped-id.ts";
import type { Incoming } from "./port.ts";
import { receive, type Spine } from "./receive.ts";
import { refusalOf } from "./refusal.ts";
import { split } from "./split.ts";

export interface IncomingParts {
  spine: Spine;
  users: Users;
  /** Throws what refuses a visitor's message now: there are too many, or the engine is about to stop. */
  admit: (visitorId: string) => void;
}

/**
 * Takes in what somebody wrote on a channel. Whoever they are to the platform is one visitor, with one conversation; a message
 * is stored once, whatever the platform calls it and however often it comes. What is too long becomes several messages.
 */
export async function takeIn(
  inbox: Pick<Inbox, "id" | "channel">,
  message: Incoming,
  parts: IncomingParts,
): Promise<void> {
  const { spine, users, admit } = parts;
  const contents = contentsOf(message);
  if (contents.length === 0) return;
  const locale = localeOf(message);
  const { id: externalId, profile } = message.from;
  const { id: inboxId, channel } = inbox;
  const visitor = await users.reach({ inboxId, externalId, locale, ...(profile && { profile }) });
  const refusal = refusalOf(() => admit(visitor.id));
  const { id: conversationId } = await spine.dialog.open({ visitorId: visitor.id, channel, inboxId, locale });
  for (const [index, content] of contents.entries()) {
    // Platforms' ids are of any form and length; ours are not (SPEC M1, X1).
    const id = mappedId(inboxId, JSON.stringify([message.id, index]));
    await receive(spine, {
      conversationId,
      id,
      command: { do: "say", author: { kind: "visitor" }, content },
      refusal,
    });
  }
}

function contentsOf({ text, value }: Incoming): VisitorContent[] {
  const [first, ...more] = split(text.replaceAll("\0", "\uFFFD"), { most: MAX_TEXT_LENGTH, in: "units" });
  if (first === undefined) return [];
  const isChoice = value !== undefined && more.length === 0 && v.is(Choice.entries.value, value);
  if (isChoice) return [{ type: "choice", text: first, value }];
  return [first, ...more].map((part) => ({ type: "text", text: part }));
}

function localeOf({ from: { locale }, text }: Incoming): string {
  if (locale) return v.parse(SpokenLanguage, locale);
  return /\p{Script=Han}/u.test(text) ? "zh-CN" : "en";
}
