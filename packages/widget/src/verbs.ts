import type { Page } from "@parley/protocol";
import type { Identity } from "./client/chat.ts";
import type { EventName, Listener } from "./events.ts";
import type { WidgetOptions } from "./settings.ts";

/** What a page may do with the widget. Every verb may be called at any time. */
export interface Widget {
  /** Puts the widget on the page, or back on it after `shutdown`. */
  boot: (options?: WidgetOptions) => void;
  /** Takes it off the page. The visitor is remembered: after `boot` the conversation goes on. */
  unmount: () => void;
  /** Takes it off the page and forgets the visitor, as for who signs out. */
  shutdown: () => void;
  show: () => void;
  hide: () => void;
  open: () => void;
  close: () => void;
  toggle: () => void;
  /** Answers how to stop listening. */
  on: <E extends EventName>(event: E, listener: Listener<E>) => () => unknown;
  off: <E extends EventName>(event: E, listener: Listener<E>) => unknown;
  /** Says who the visitor is, for the agents. Not verified. */
  identify: (profile: Identity) => void;
  /** Changes options, all but `engine`; `undefined` goes back to the default. */
  update: (options: WidgetOptions) => void;
  setLocale: (locale: string) => void;
  setTheme: (theme: NonNullable<WidgetOptions["theme"]>) => void;
  /** Opens the panel and says something for the visitor. */
  send: (text: string) => void;
  /** Opens the panel with words to send or change. */
  prefill: (text: string) => void;
  /** Tells agents that the visitor is on another page now. */
  page: (page: Page) => void;
  /** What support wants to know when it does not work. No secrets. */
  diagnose: () => Record<string, unknown>;
}

/** Verbs that the chat itself carries out. Those that must not wait for the visitor load it. */
export type ChatVerb = "identify" | "send" | "prefill" | "page";
