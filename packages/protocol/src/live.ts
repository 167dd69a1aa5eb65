import * as v from "valibot";
import type { Reply } from "./errors.ts";
import { SpokenLanguage } from "./language.ts";
import { Id, Text } from "./text.ts";
import { Page } from "./visitor.ts";

/** What a browser calls itself while its page is open. Secret: who has it may answer an invitation. */
const Key = v.pipe(v.string(), v.regex(/^[\w-]{22,64}$/));
const Token = v.pipe(v.string(), v.maxLength(200));
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** `POST /live`: a page is open, or, with `gone`, is not any more. */
export const LiveBeat = v.object({
  key: Key,
  page: Page,
  /** The page that led to the site. */
  from: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  locale: SpokenLanguage,
  /** How often they have been here, this time included. */
  visits: v.fallback(Whole, 1),
  token: v.optional(Token),
  /** They have put an invitation away, and want none for a time. */
  quiet: v.optional(v.boolean()),
  /** The invitation that is shown to them, and the one that they have put away. */
  shown: v.optional(Id),
  dismissed: v.optional(Id),
  gone: v.optional(v.boolean()),
});
export type LiveBeat = v.InferOutput<typeof LiveBeat>;

/** What a page is answered: when to come again, in milliseconds, and how an agent invites them. */
export interface LiveTold {
  every: number;
  invitation?: { id: string; name: string; text: string } | undefined;
}

/** `POST /live/answer`: they are about to answer an invitation in their conversation. */
export const LiveAnswer = v.object({ key: Key, invitation: Id, token: Token });
export type LiveAnswer = v.InferOutput<typeof LiveAnswer>;

export interface LiveAnswered {
  /** Whether the conversation is now the agent's who invited. */
  taken: boolean;
}

/** How an invitation stands. `left`: they are not on the site any more. */
export type InvitationState = "sent" | "shown" | "dismissed" | "answered" | "left";

/** Where somebody is, as a database of networks says it. */
export interface LivePlace {
  /** ISO 3166-1, two letters. */
  country?: string | undefined;
  /** By language. */
  city?: Record<string, string> | undefined;
}

/** Somebody who is on a site now. */
export interface Onlooker {
  /** Of the browser, as long as it is there. */
  id: string;
  inboxId: string;
  page: Page;
  from?: string | undefined;
  locale: string;
  visits: number;
  place?: LivePlace | undefined;
  /** When they came, and when that was last heard. Milliseconds since 1970. */
  since: number;
  at: number;
  /** Whom they are known as. */
  name?: string | undefined;
  verified?: true | undefined;
  /** What they have going on. */
  conversation?: { id: string; status: "bot" | "queued" | "agent"; agent?: string | undefined } | undefined;
  invited?: { by: string; state: InvitationState } | undefined;
  /** They want no invitation. */
  quiet?: true | undefined;
}

/** What one wants to see of who is on the sites. */
export const OnSiteAsked = v.object({
  inboxId: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** A part of the page's address or title. */
  page: v.optional(v.pipe(v.string(), v.maxLength(200))),
  returning: v.optional(v.boolean()),
  talking: v.optional(v.boolean()),
});
export type OnSiteAsked = v.InferOutput<typeof OnSiteAsked>;

export interface OnSite {
  /** Those who came last first; at most 200. */
  people: Onlooker[];
  /** As many as there are. */
  total: number;
  /** Whether any inbox that one sees shows who is there. */
  on: boolean;
  /** One's own invitations of the last half hour. */
  invitations: { id: string; to: string; state: InvitationState; conversationId?: string | undefined }[];
}

/** An agent invites somebody who is on the site. */
export const Invite = v.object({ id: Id, inboxId: v.pipe(v.string(), v.maxLength(64)), to: v.string(), text: Text });
export type Invite = v.InferOutput<typeof Invite>;

type Ask<I, O> = (input: I, reply: (answer: Reply<O>) => void) => void;

export interface LiveEvents {
  onSite: Ask<OnSiteAsked, OnSite>;
  /** `conflict` where somebody else was first (`details.agent`), or they talk, or want none (`details.reason`); `notFound` where they have left. */
  invite: Ask<Invite, Record<string, never>>;
}
