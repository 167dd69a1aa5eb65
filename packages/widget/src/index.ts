import { fetchPart } from "./fetch-part.ts";
import { createWidget, type Widget } from "./widget.ts";
import type { WidgetOptions } from "./settings.ts";

export { createChat } from "./client/client.ts";
export type { Chat, ChatOptions } from "./client/chat.ts";
export type { ConnectionState } from "./client/connection.ts";
export type { ChatMessage, Delivery } from "./client/messages.ts";
export type { OutboxStore } from "./client/outbox-store.ts";
export type { Deed, Pending } from "./client/outbox.ts";
export type { Session, SessionStore } from "./client/session.ts";
export type { OpenTransport, Transport, TransportListener } from "./client/transport.ts";
export type { EventName, Listener, WidgetEvents } from "./events.ts";
export type { Widget } from "./widget.ts";
export type { WidgetOptions } from "./settings.ts";

let widget: Widget | undefined;

/**
 * Puts the widget on the page: the same as the script tag, with the chat itself loaded when it is wanted.
 *
 * @example
 * const widget = mount({ engine: "https://chat.example.com", color: "#0b57d0" });
 * widget.on("message", ({ text }) => console.log(text));
 */
export function mount(options: WidgetOptions = {}): Widget {
  widget ??= createWidget(fetchPart);
  if (typeof document !== "undefined") widget.boot(options);
  return widget;
}
