import {
  type Asks,
  type IdentityState,
  nearestLanguage,
  type Introduced,
  type RefusedField,
  type WireError,
} from "@parley/protocol";
import type { Identity } from "./chat.ts";
import { fieldWords, neededWords, proofWords } from "./identity-words.ts";
import { known } from "./answer.ts";
import { counts, fetchesAgain, hasNews } from "./prove.ts";
import type { Input, Transport } from "./transport.ts";

export { leave } from "./leave.ts";
export { answer } from "./answer.ts";
export { prove } from "./prove.ts";

type Fields = Record<string, unknown>;

/** What a page's owner is told is in English or Chinese. */
const ownWordsIn = (locale: string) => nearestLanguage(locale, ["en", "zh-CN"]);

/** What it takes to say who a visitor is. */
export interface Introduction {
  transport: Pick<Transport, "request">;
  /** What the site says of them; what is refused is left out of it from then on. */
  profile: Identity;
  locale: string;
  refuse: (error: WireError) => void;
  /** Says hello again, with the proof that there is now. */
  greet: () => Promise<void>;
  /** What `hello` answered just now. */
  identity?: IdentityState | undefined;
  /** What the inbox asks: what the site says of it is not asked any more. */
  asks: { value: Asks | undefined };
  identified?: ((profile: Identity) => void) | undefined;
}

/**
 * Tells the engine who the visitor is: by a proof, if the page has given another one, and by what it says. A field that the engine does not take is
 * named to `refuse`, with the reason in the page's language and in `details`, and so is a proof that does not count; what is taken and was
 * not before goes to `identified`. Loaded when a site says who visitors are.
 */
export async function introduce(introduction: Introduction): Promise<void> {
  const { profile, greet, identity } = introduction;
  const fetches = identity?.refused?.code === "expired" && fetchesAgain(profile);
  if (fetches || hasNews(profile)) return await greet();
  if (identity) heard(identity, introduction);
  if (await tell(introduction)) sayKnown(introduction);
}

/** Resolves to whether the engine has heard it; what it has not is told again with the next connection. */
async function tell(introduction: Introduction): Promise<boolean> {
  const { transport, profile, refuse } = introduction;
  const { attributes = {}, token: _proof, hash: _weaker, ...fields } = profile as Identity & { attributes?: Fields };
  const all = {
    ...each(fields, asWords),
    ...(Object.keys(attributes).length > 0 && { attributes: each(attributes, asFact) }),
  };
  if (!isSaid(all)) return true;
  // What else there may be is for the engine to refuse.
  const told = await transport.request("identify", all as Input<"identify">).catch(unreadable);
  if (!told.ok) {
    if (told.error.code === "invalid") refuse(about(told.error.message));
    return false;
  }
  // Engines of old answer nothing.
  const { refused: problems = [], taken = [] } = told.value as Partial<Introduced>;
  known(
    introduction.asks,
    taken.filter((field) => saidOf(all, field) !== ""),
  );
  for (const { field } of problems) drop(profile, field, field.startsWith("attributes.") ? attributes : fields);
  refuseFields(problems, introduction);
  return true;
}

/** Whether there is anything in it. */
const isSaid = ({ attributes = {}, ...fields }: Fields) =>
  [...Object.values(fields), ...Object.values(attributes as Fields)].some((value) => value !== undefined);

const each = (fields: Fields, as: (value: unknown) => unknown): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, as(value)]));

function refuseFields(problems: readonly RefusedField[], { locale, refuse }: Introduction): void {
  for (const { field, code } of problems) {
    refuse(about(`${field}: ${fieldWords[ownWordsIn(locale)][code]}`, { field, reason: code }));
  }
}

/** Of each profile: who was proven to be there, and what the page was told of its proof last. */
const standing = new WeakMap<Identity, { userId?: string | undefined; told: string }>();

/** What `hello` said of the proof. With each connection it says so again, which is no news to the site. */
function heard({ userId, refused, fields = [], needed }: IdentityState, introduction: Introduction): void {
  const { profile, locale, refuse } = introduction;
  const told = JSON.stringify([userId, refused?.code, fields, needed, String(profile.token ?? profile.hash)]);
  const before = standing.get(profile)?.told;
  standing.set(profile, { userId, told });
  if (!refused) counts(profile);
  if (told === before) return;
  refuseFields(fields, introduction);
  if (refused) {
    const { code: reason } = refused;
    refuse({
      code: "unauthorized",
      message: `identify: ${proofWords[ownWordsIn(locale)][reason]}`,
      details: { reason },
    });
  } else if (needed)
    refuse({ code: "forbidden", message: neededWords[ownWordsIn(locale)], details: { reason: "identity" } });
}

const about = (message: string, details?: Fields): WireError => ({
  code: "invalid",
  message: `identify: ${message}`,
  ...(details && { details }),
});

/** It cannot be written as JSON. */
const unreadable = (cause: unknown) => ({ ok: false, error: { code: "invalid", message: String(cause) } }) as const;

/** What was said of a field; an empty text says nothing. */
function saidOf({ attributes = {}, ...fields }: Fields, field: string): unknown {
  const name = field.replace("attributes.", "");
  const said = (name === field ? fields : (attributes as Fields))[name];
  return typeof said === "string" ? said.trim() : said;
}

/** Leaves out what was refused, unless the site has said something else meanwhile. */
function drop(profile: Identity, field: string, said: Fields = {}): void {
  const [, attribute] = /^attributes\.(.*)$/s.exec(field) ?? [];
  const [from, name] = attribute === undefined ? [profile as Fields, field] : [profile.attributes as Fields, attribute];
  if (from[name] === said[name]) delete from[name];
}

/** What was told of each profile that is known. */
const told = new WeakMap<Identity, string>();

/** The engine knows it. With each connection it is told again, which is no news to the site. */
function sayKnown({ profile, identified }: Introduction): void {
  const { attributes = {}, token: _proof, hash: _weaker, ...said } = profile;
  const { userId } = standing.get(profile) ?? {};
  const fields = { ...said, ...(userId !== undefined && { userId: said.userId ?? userId, verified: true as const }) };
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
