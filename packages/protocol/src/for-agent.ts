import type { ConversationEvent } from "./event.ts";
import type { LogPage } from "./visitor.ts";

/** What the secret of a survey's link begins with. */
export const SURVEY_SECRET = "pq_";
/** The address with the secret in it, and the secret by itself: 256 bits in base64url. */
const LINK = /(?:https?:\/\/[\w.:/~%[\]-]*\/s\/|\/s\/)?pq_[\w-]{20,}/gi;

/** Words without what only their customer may follow: whoever has the link of a survey answers in the customer's place (SPEC U3). */
export const withoutSurveyLinks = (text: string): string =>
  text.includes(SURVEY_SECRET) ? text.replaceAll(LINK, "…/s/…") : text;

/** The same value with no link in any of its words: itself where there is none. */
function hidden<T>(value: T): T {
  if (typeof value === "string") return withoutSurveyLinks(value) as T;
  if (typeof value !== "object" || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([name, one]): [string, unknown] => [name, hidden(one)]);
  if (after.every(([, one], at) => one === before[at]?.[1])) return value;
  return (Array.isArray(value) ? after.map(([, one]) => one) : Object.fromEntries(after)) as T;
}

/** The event as an agent may see it, whoever said or quoted it, or told who takes over of it: the same one where nothing in it is hidden. */
export const forAgent = (event: ConversationEvent): ConversationEvent => hidden(event);

/** A page of a log as an agent may see it. */
export const pageForAgent = (page: LogPage): LogPage => ({ ...page, events: page.events.map(forAgent) });
