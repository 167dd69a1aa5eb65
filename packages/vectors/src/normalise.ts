/** Stands for a blank in pieces, and for the start of a word. */
export const SPACE = "\u2581";

/** Kept as it is, though Unicode's compatibility form makes it a tilde. */
const FULL_WIDTH_TILDE = "\uff5e";
const BLANKS = /[\t\n\f\r\u1680\u200b\u200e\u200f\u2028\u2029\ufeff\ufffd ]+/g;

/** The form in which the encoder's pieces are written: compatibility characters and blanks folded, each word after a mark. */
export function normalise(text: string): string {
  const folded = text.split(FULL_WIDTH_TILDE).map((part) => part.normalize("NFKC"));
  const words = folded.join(FULL_WIDTH_TILDE).replace(BLANKS, " ").trim();
  return words === "" ? "" : SPACE + words.replaceAll(" ", SPACE);
}
