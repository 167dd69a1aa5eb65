import {
  type ChannelAccount,
  type ChannelCheck,
  ChatError,
  type Inbox,
  type Locale,
  type Member,
  type PushState,
} from "@parley/protocol";
import type { Response } from "express";
import * as v from "valibot";
import type { Journal } from "../journal.ts";
import type { Analytics } from "../services/analytics/contract.ts";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Nlu } from "../services/nlu/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { LanguageModelHelp } from "../language-model/language-model.ts";
import type { Limits } from "../transport/limits.ts";
import type { OwnAddress } from "../transport/origins.ts";
import type { MemberRoute, PublicRoute } from "./permissions.ts";

/** What the console's HTTP API stands on. */
export interface ApiParts extends OwnAddress {
  users: Users;
  nlu: Nlu;
  dialog: Dialog;
  analytics: Analytics;
  languageModel: LanguageModelHelp;
  /** Hears of a request that was refused because of the page it came from. */
  onForeign?: (refusal: ChatError) => void;
  journal: Pick<Journal, "error">;
  limits?: Limits;
  /** A member's role, name, password or right to be here changed: their sockets know it no better. */
  onMember?: (member: Member) => void;
  /** Settings of the workspace or of an inbox changed. */
  onSettings?: () => void;
  /** The channels that this engine has beside the web, by their types. */
  channelTypes?: readonly string[];
  /** What those are called. */
  channelNames?: Readonly<Record<string, { en: string; "zh-CN": string }>>;
  /** How the account of an inbox of these is set up, and does. */
  accountOf?: (inbox: Inbox) => Promise<ChannelAccount | undefined>;
  /** Tries whether it works. */
  checkAccount?: (inbox: Inbox) => Promise<ChannelCheck>;
  /** How an inbox of the web tells visitors who are away. */
  pushOf?: (inbox: Inbox) => Promise<PushState>;
  /** A session ended: its sockets end too. */
  onSessionEnd?: (token: string) => void;
}

/** A request of which everything that is not the endpoint's business has been checked. */
export interface Call {
  params: Readonly<Record<string, string>>;
  query: unknown;
  body: unknown;
  /** Whom the address stands for, see `sourceOf`. */
  source: string;
  /** Whether it came over HTTPS. */
  secure: boolean;
  locale: Locale;
  /** The session that the browser sent along, whether it is valid or not. */
  token: string | undefined;
  response: Response;
}

/** A call of somebody who is signed in and has the role. */
export interface MemberCall extends Call {
  member: Member;
}

/** What answers each route. Its value is sent as JSON, unless it has answered itself. */
export type Endpoints = { readonly [R in PublicRoute]: (call: Call) => Promise<unknown> } & {
  readonly [R in MemberRoute]: (call: MemberCall) => Promise<unknown>;
};

/** What a visitor of the API sent, held to its schema; `invalid` names the fields that are wrong. */
export function read<S extends v.GenericSchema>(schema: S, sent: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, sent);
  if (parsed.success) return parsed.output;
  const { nested = {}, root } = v.flatten<v.GenericSchema>(parsed.issues);
  const fields = { ...nested, ...(root && { "": root }) };
  throw new ChatError("invalid", "Some of what was sent is not valid.", { details: { fields } });
}

/** A whole number as it stands in an address. */
export const Digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "must be a whole number"), v.transform(Number));

/** Adds to the audit trail what a member did. */
export function note(
  { users }: ApiParts,
  { id }: Member,
  action: string,
  target: string | number = "",
): Promise<object> {
  return users.record({ by: id, action, target: String(target).slice(0, 100) });
}
