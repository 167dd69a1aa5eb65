/** Turns a text into its sentence vector: what it means, in numbers that were learned elsewhere, from many languages. */
export interface SentenceEncoder {
  readonly dimensions: number;
  /** A vector of length 1, which others may hold too: never to be changed. */
  encode: (text: string) => Float32Array;
}

/** Texts whose vectors are kept: whoever reads a message again, for its mood or for a search, gets the same one. */
const REMEMBERED = 256;

let opened: Promise<SentenceEncoder | undefined> | undefined;

/**
 * Opens the sentence vectors of the package `@parley/vectors`, once for a process; nothing where PARLEY_NLU_VECTORS is off, or the
 * package is not installed or does not work.
 */
export async function openSentences(): Promise<SentenceEncoder | undefined> {
  if (isOff(process.env["PARLEY_NLU_VECTORS"])) return undefined;
  opened ??= load(() => import("@parley/vectors"));
  return opened;
}

/** Whether a setting's words say no. */
function isOff(setting = ""): boolean {
  return ["0", "off", "no", "false"].includes(setting.trim().toLowerCase());
}

/** Loads the vectors of a package; nothing if it is not there, or, with a warning, if it is there and does not work. */
export async function load(find: () => Promise<Package>): Promise<SentenceEncoder | undefined> {
  try {
    const { loadVectors } = await find();
    const plain = process.env["PARLEY_NLU_RUNTIME"] === "plain";
    return remembering(await loadVectors(plain ? { runtime: "plain" } : {}), REMEMBERED);
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error));
    if (!("code" in problem && problem.code === "ERR_MODULE_NOT_FOUND")) {
      process.emitWarning(`Sentence vectors are left out, since they cannot be loaded: ${problem.message}`, WARNING);
    }
    return undefined;
  }
}

interface Package {
  loadVectors: (options: { runtime?: "plain" }) => Promise<SentenceEncoder>;
}

const WARNING = { type: "ParleyWarning", code: "VECTORS" };

/** The same encoder, which keeps the vectors of so many texts. */
export function remembering({ dimensions, encode }: SentenceEncoder, most: number): SentenceEncoder {
  const known = new Map<string, Float32Array>();
  return {
    dimensions,
    encode(text) {
      const found = known.get(text) ?? encode(text);
      // What was asked for last comes last, and what comes first is forgotten.
      known.delete(text);
      known.set(text, found);
      if (known.size > most) known.delete(known.keys().next().value ?? "");
      return found;
    },
  };
}
