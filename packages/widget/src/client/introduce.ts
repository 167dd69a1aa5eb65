import type { Identity } from "./chat.ts";
import type { Transport } from "./transport.ts";

type Fields = Record<string, unknown>;

/**
 * Tells the engine who the visitor is. Where it refuses that, it is told field by field: what is wrong with one takes none
 * of the others along. A field that is refused is named to `refused`, and is left out of `profile` from then on; what is taken
 * and was not before goes to `identified`. Loaded when a site says who visitors are.
 */
export async function introduce(
  transport: Pick<Transport, "request">,
  profile: Identity,
  refused: (message: string) => void,
  identified?: (profile: Identity) => void,
): Promise<void> {
  const tell = async (input: Fields) => {
    try {
      const told = await transport.request("identify", input);
      return told.ok ? undefined : told.error;
    } catch (cause) {
      // It cannot be written as JSON.
      return { code: "invalid", message: String(cause) } as const;
    }
  };
  const { attributes, ...fields } = profile as { attributes?: Fields };
  const words = Object.entries(fields).map(([name, value]) => [name, asWords(value)] as const);
  const facts = Object.entries(attributes ?? {}).map(([name, value]) => [name, asFact(value)] as const);
  const all = { ...Object.fromEntries(words), ...(facts.length > 0 && { attributes: Object.fromEntries(facts) }) };
  const error = Object.keys(all).length > 0 && (await tell(all));
  if (!error) return sayKnown(profile, identified);
  // Else it is told again with the next connection.
  if (error.code !== "invalid") return;

  const attempt = async (one: Fields, from: object, name: string, value: unknown) => {
    const error = await tell(one);
    if (error?.code !== "invalid") return;
    if ((from as Fields)[name] === value) delete (from as Fields)[name];
    refused(`identify: ${error.message}`);
  };
  for (const [name, value] of words) await attempt({ [name]: value }, profile, name, fields[name as never]);
  for (const [name, value] of facts) {
    await attempt({ attributes: { [name]: value } }, profile.attributes ?? {}, name, attributes?.[name]);
  }
  sayKnown(profile, identified);
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
