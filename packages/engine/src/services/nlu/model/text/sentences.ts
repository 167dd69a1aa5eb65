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
 * Opens the sentence vectors of the package `@parley/vectors`, once for a process; nothing where PARLEY_NLU_VECTORS is off or the
 * package is not installed.
 */
export async function openSentences(): Promise<SentenceEncoder | undefined> {
  if (isOff(process.env["PARLEY_NLU_VECTORS"])) return undefined;
  opened ??= load();
  return opened;
}

/** Whether a setting's words say no. */
function isOff(setting = ""): boolean {
  return ["0", "off", "no", "false"].includes(setting.trim().toLowerCase());
}

async function load(): Promise<SentenceEncoder | undefined> {
  try {
    const { loadVectors } = await import("@parley/vectors");
    const plain = process.env["PARLEY_NLU_RUNTIME"] === "plain";
    return remembering(await loadVectors(plain ? { runtime: "plain" } : {}), REMEMBERED);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}

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
