/** A blank of a canned reply or macro: `{{name}}` or `{{name|otherwise}}`; the name of an attribute may be in any letters. */
const BLANK = /\{\{\s*((?:attribute\.)?[\p{L}\p{N}_-]+)\s*(?:\|([^{}]*))?\}\}/gu;

/** Signs that make marks or addresses of words. */
const MARKS = /[[\](){}<>*`|\\~#!\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const ADDRESS = /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S*/gi;

/** What blanks are filled with, by their names. */
export type Known = Readonly<Record<string, string | undefined>>;

/**
 * Fills `{{name}}` and `{{name|otherwise}}`. A blank that nothing is known for and that has no other words stays, to be noticed.
 * What is known are words of others: they become no marks, pictures or links in the agent's mouth.
 */
export function fillBlanks(text: string, known: Known): string {
  return text.replace(
    BLANK,
    (blank, name: string, otherwise: string | undefined) =>
      words(Object.hasOwn(known, name) ? known[name] : undefined) || (otherwise ?? blank),
  );
}

/** The first blank that is left, and where it stands. */
export function blankIn(text: string): { name: string; start: number; end: number } | undefined {
  const [found] = text.matchAll(BLANK);
  return found && { name: found[1] ?? "", start: found.index, end: found.index + found[0].length };
}

/** What is known of a visitor and of who writes to them, as blanks call it (SPEC G3). */
export function knownFor(
  profile: {
    name?: string | undefined;
    email?: string | undefined;
    phone?: string | undefined;
    attributes?: Readonly<Record<string, string | number | boolean>> | undefined;
  },
  agentName: string,
  named: Known = {},
): Known {
  const attributes = Object.entries(profile.attributes ?? {}).map(([name, value]) => [
    `attribute.${name}`,
    String(value),
  ]);
  const { order_id: order } = named;
  return {
    ...Object.fromEntries(attributes),
    ...named,
    ...(order && { order_number: order }),
    visitor_name: profile.name,
    visitor_email: profile.email,
    visitor_phone: profile.phone,
    agent_name: agentName,
  };
}

function words(value = ""): string {
  // Marks first: what they part may be an address without them.
  return value.replace(MARKS, " ").replace(ADDRESS, "").replace(/\s+/g, " ").trim();
}
