import type { PanelLanguage } from "./languages.ts";

/** All words of the panel in one language. Functions where a number or a name goes in. */
export interface Texts {
  /** Which it is. */
  spoken: PanelLanguage;
  /** Where it is not read from left to right, and the styles for that. */
  dir?: "rtl";
  styles?: () => Promise<{ rtlStyles: string }>;
  title: string;
  greeting: string;
  intro: string;
  placeholder: string;
  placeholderClosed: string;
  send: string;
  open: string;
  close: string;
  more: string;
  talkToPerson: string;
  endConversation: string;
  bot: string;
  you: string;
  conversation: string;
  answersAtOnce: string;
  waiting: string;
  isWithYou: string;
  offline: string;
  ended: string;
  typing: (name: string) => string;
  sending: string;
  sent: string;
  seen: string;
  source: string;
  queuePosition: (position: number) => string;
  reconnecting: string;
  stopped: string;
  newDivider: string;
  older: string;
  unread: (count: number) => string;
  today: string;
  yesterday: string;
}
