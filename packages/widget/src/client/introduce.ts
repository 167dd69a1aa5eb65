import type { Locale, RefusedField, WireError } from "@parley/protocol";
import type { Identity } from "./chat.ts";
import { fieldWords } from "./identity-words.ts";
import type { Input, Transport } from "./transport.ts";

type Fields = Record<string, unknown>;

/** What it takes to say who a visitor is. */
export interface Introduction {
  transport: Pick<Transport, "request">;
  /** What the site says of them; what is refused is left out of it from then on. */
  profile: Identity;
  locale: Locale;
  refused: (error: WireError) => void;
  identified?: ((profile: Identity) => void) | undefined;
}

/**
 * Tells the engine who the visitor is. A field that it does not take is named to `refused`, with the reason in the page's language and
 * in `details`; what is taken and was not before goes to `identified`. Loaded when a site says who visitors are.
 */
export async function introduce({ transport, profile, locale, refused, identified }: Introduction): Promise<void> {
  const { attributes, ...fields } = profile as { attributes?: Fields };
  const words = Object.entries(fields).map(([name, value]) => [name, asWords(value)] as const);
  const facts = Object.entries(attributes ?? {}).map(([name, value]) => [name, asFact(value)] as const);
  const own = Object.fromEntries(words.filter(([, value]) => value !== undefined));
  const all = { ...own, ...(facts.length > 0 && { attributes: Object.fromEntries(facts) }) };
  if (Object.keys(all).length === 0) return;
  // What else there may be is for the engine to refuse.
  const told = await transport.request("identify", all as Input<"identify">).catch(unreadable);
  // What was not heard is told again with the next connection.
  if (!told.ok) return told.error.code === "invalid" ? refused(about(told.error.message)) : undefined;
  const { refused: problems = [] } = told.value as { refused?: RefusedField[] };
  for (const { field, code } of problems) {
    drop(profile, field, field.startsWith("attributes.") ? attributes : fields);
    refused(about(`${field}: ${fieldWords[locale][code]}`, { field, reason: code }));
  }
  sayKnown(profile, identified);
}

const about = (message: string, details?: Fields): WireError => ({
  code: "invalid",
  message: `identify: ${message}`,
  ...(details && { details }),
});

/** It cannot be written as JSON. */
const unreadable = (cause: unknown) => ({ ok: false, error: { code: "invalid", message: String(cause) } }) as const;

/** Leaves out what was refused, unless the site has said something else meanwhile. */
function drop(profile: Identity, field: string, said: Fields = {}): void {
  const [, attribute] = /^attributes\.(.*)$/s.exec(field) ?? [];
  const [from, name] = attribute === undefined ? [profile as Fields, field] : [profile.attributes as Fields, attribute];
  if (from[name] === said[name]) delete from[name];
}

/** What was told of each profile that is known. */
const told = new WeakMap<Identity, string>();

/** The engine knows it. With each connection it is told again, which is no news to the site. */
function sayKnown(profile: Identity, identified: ((profile: Identity) => void) | undefined): void {
  const { attributes = {}, ...fields } = profile;
  const known = { ...fields, ...(Object.keys(attributes).length > 0 && { attributes: { ...attributes } }) };
  const words = Object.entries({ ...fields, ...attributes })
    .map(String)
    .join();
  if (told.get(profile) === words || words === "") return;
  told.set(profile, words);
  identified?.(known);
}

/** Many sites have numbers where words are meant. */
const asWords = (value: unknown) => (["number", "bigint"].includes(typeof value) ? String(value) : value);
/** What has no form of its own in JSON. */
const asFact = (value: unknown) => {
  if (value instanceof Date && Number.isFinite(+value)) return value.toISOString();
  return typeof value === "bigint" ? String(value) : value;
};
