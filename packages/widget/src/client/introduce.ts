import type { Identity } from "./chat.ts";
import type { Transport } from "./transport.ts";

type Fields = Record<string, unknown>;

/**
 * Tells the engine who the visitor is. Where it refuses that, it is told field by field: what is wrong with one takes none
 * of the others along. A field that is refused is named to `refused`, and is left out of `profile` from then on. Loaded
 * when a site says who visitors are.
 */
export async function introduce(
  transport: Pick<Transport, "request">,
  profile: Identity,
  refused: (message: string) => void,
): Promise<void> {
  /** Why it is refused, if so. */
  const tell = async (input: Fields) => {
    try {
      const told = await transport.request("identify", input);
      return !told.ok && told.error.code === "invalid" ? told.error.message : undefined;
    } catch (cause) {
      // It cannot be written as JSON.
      return String(cause);
    }
  };
  const { attributes, ...fields } = profile as { attributes?: Fields };
  const words = Object.entries(fields).map(([name, value]) => [name, asWords(value)] as const);
  const facts = Object.entries(attributes ?? {}).map(([name, value]) => [name, asFact(value)] as const);
  const all = { ...Object.fromEntries(words), ...(facts.length > 0 && { attributes: Object.fromEntries(facts) }) };
  if (Object.keys(all).length === 0 || (await tell(all)) === undefined) return;

  const leaveOut = (from: object | undefined, name: string, value: unknown) => {
    if ((from as Fields)?.[name] === value) delete (from as Fields)[name];
  };
  for (const [name, value] of words) {
    const why = await tell({ [name]: value });
    if (why === undefined) continue;
    leaveOut(profile, name, (fields as Fields)[name]);
    refused(`identify: ${why}`);
  }
  for (const [name, value] of facts) {
    const why = await tell({ attributes: { [name]: value } });
    if (why === undefined) continue;
    leaveOut(profile.attributes, name, attributes?.[name]);
    refused(`identify: ${why}`);
  }
}

/** Many sites have numbers where words are meant. */
const asWords = (value: unknown) => (["number", "bigint"].includes(typeof value) ? String(value) : value);
/** What has no form of its own in JSON. */
const asFact = (value: unknown) => {
  if (value instanceof Date && Number.isFinite(+value)) return value.toISOString();
  return typeof value === "bigint" ? String(value) : value;
};
