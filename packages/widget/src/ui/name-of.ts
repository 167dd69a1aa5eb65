import type { ChatMessage } from "../client/messages.ts";
import type { Ui } from "./ui.ts";

/** How the author is called. */
export function nameOf(
  { author }: Pick<ChatMessage, "author">,
  { settings, texts }: Pick<Ui, "settings" | "texts">,
): string {
  return (author as { name?: string }).name || (settings.title ?? texts.bot);
}
