import type { Answered, Answers, Chat, ChatOptions } from "./client/chat.ts";
import { createChat as createClient } from "./client/client.ts";
import { inboxAddress } from "./client/site.ts";
import { pickLocale } from "./texts/pick-locale.ts";

export type {
  AgentRef,
  Asks,
  Author,
  Choice,
  Content,
  Conversation,
  ConversationEvent,
  ConversationState,
  ErrorCode,
  Locale,
  Page,
  Profile,
  QueuePlace,
  Source,
  WireError,
} from "@parley/protocol";
export type { ReadonlySignal } from "@preact/signals-core";
export type { ConnectionState } from "./client/connection.ts";
export type { ChatMessage, Delivery } from "./client/messages.ts";
export type { Deed, OutboxStore, Pending } from "./client/deed.ts";
export type { Session, SessionStore } from "./client/session.ts";
export type { OpenTransport, Transport, TransportListener } from "./client/transport.ts";
export type { Answered, Answers, Chat, ChatOptions };

/**
 * A conversation without any looks. Connects with the first `connect` or `send`, or at once if an earlier page left a
 * conversation that is on; until then it stores and sends nothing. On a server it is made and connects nowhere by itself.
 *
 * @throws {TypeError} if `engine` is no address
 */
export function createChat(options: ChatOptions = {}): Chat {
  const { inbox, engine } = options;
  const place = inbox ? { engine: inboxAddress(engine, inbox) } : {};
  const chat = createClient({ ...options, ...place, locale: tagOf(options.locale) });
  return { ...chat, setLocale: (locale) => chat.setLocale(tagOf(locale)) };
}

/** A server has no language of its own. */
const tagOf = (locale: string | undefined): string =>
  typeof document === "undefined" ? locale || "en" : pickLocale(locale);
