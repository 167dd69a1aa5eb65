import type { Signal } from "@preact/signals-core";
import type { Chat } from "../client/chat.ts";
import type { ChatMessage } from "../client/messages.ts";
import type { Settings } from "../settings.ts";
import type { Texts } from "../texts/texts.ts";

/** What every part of the panel has at hand. */
export interface Ui {
  chat: Chat;
  settings: Settings;
  texts: Texts;
  /** What the visitor has typed and not sent. */
  draft: Signal<string>;
  /** What their next words quote. */
  quoting: Signal<ChatMessage | undefined>;
  /** For parts that are loaded late. */
  addStyles: (styles: string) => void;
  close: () => void;
  talkToPerson: () => void;
}
