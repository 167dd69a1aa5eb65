import type { ConversationEvent } from "./event.ts";
import type { LogPage } from "./visitor.ts";

/** What the secret of a survey's link begins with. */
export const SURVEY_SECRET = "pq_";
/** The address with the secret in it, and the secret by itself: 256 bits in base64url. */
const LINK = /(?:https?:\/\/[\w.:/~%[\]-]*\/s\/|\/s\/)?pq_[\w-]{20,}/gi;

/** Words without what only their customer may follow: whoever has the link of a survey answers in the customer's place (SPEC U3). */
export const withoutSurveyLinks = (text: string): string =>
  text.includes(SURVEY_SECRET) ? text.replaceAll(LINK, "…/s/…") : text;

/** The event as an agent may see it, whoever said or quoted it: the same one where nothing in it is hidden. */
export function forAgent(event: ConversationEvent): ConversationEvent {
  if (event.type !== "message") return event;
  const { content } = event;
  const quote = "quote" in content ? content.quote : undefined;
  const words = [content.text, quote?.text ?? ""];
  if (!words.some((text) => text.includes(SURVEY_SECRET))) return event;
  const text = withoutSurveyLinks(content.text);
  const quoting = quote && { quote: { ...quote, text: withoutSurveyLinks(quote.text) } };
  return { ...event, content: { ...content, text, ...quoting } };
}

/** A page of a log as an agent may see it. */
export const pageForAgent = (page: LogPage): LogPage => ({ ...page, events: page.events.map(forAgent) });
