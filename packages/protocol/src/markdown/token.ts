/** What an address that leads away may begin with (SPEC C4). */
const SCHEME = "(?:https?://|mailto:|tel:)";

/** Whether a link may lead there (SPEC C4). */
export function isSafeUrl(url: string): boolean {
  return new RegExp(`^${SCHEME}`, "i").test(url);
}

/** One of `chars`, and such in brackets: an address ends before a bracket that it did not open. */
const inBrackets = (chars: string) => `${chars}|\\(${chars}*\\)`;

/** Beyond ASCII, letters of scripts that are written with blanks: Chinese that follows an address is no part of it. */
const BARE = "[\\w\\-.~:/?#@!$&'*+,;=%\\u00c0-\\u0dff]";

/**
 * What may have a meaning within a line: a bare address, the end of a mailbox's, a word (so that no address begins in its middle), code,
 * stars, the beginning and the end of a link. Every part stops where another of its kind begins: time grows with the length only.
 */
export const TOKEN = new RegExp(
  [
    `((?:https?://(?=[\\w[\\u00c0-\\u0dff])|www\\.(?=[\\w-]+\\.\\w))(?:${inBrackets(BARE)}|\\[${BARE}*\\])+)`,
    "(@(?:[\\w-]+\\.)+[a-z]{2,}(?!\\w))",
    "[a-z\\d]+",
    "`([^`]+)`",
    "(\\*+)",
    "(!?\\[)",
    `\\]\\( *(${SCHEME}(?:${inBrackets("[^\\s()]")})+)(?: +"[^"]*")? *\\)`,
    "\\]",
  ].join("|"),
  "gi",
);

/** The name before the `@` of a mailbox, at the end of the words before it. */
export const MAILBOX = /[a-z\d][\w.+-]*$/i;

const WORD = /[\p{L}\p{N}]/u;
const NOT_OPENED_BEFORE = /^$|[\s\p{Pe}\p{Pf}]|(?!["'#%&*./@\\¡¿])\p{Po}/u;
const NOT_CLOSED_AFTER = /^$|[\s\\\p{Ps}\p{Pi}]/u;

/** Whether a mark between two characters is within a word, of a script that is written with blanks. */
export function isWithin(before: string, after: string): boolean {
  return [before, after].every((char) => char < "\u0e00" && WORD.test(char));
}

/** Whether so many stars between two characters may open, and whether they may close (SPEC C4.4). */
export function placeOf(before: string, after: string, stars: number): { opens: boolean; closes: boolean } {
  const two = stars === 2;
  if (stars > 3 || (two && isWithin(before, after))) return { opens: false, closes: false };
  const beginning = before !== "\\" && !NOT_OPENED_BEFORE.test(after);
  const end = !NOT_CLOSED_AFTER.test(before);
  if (two) return { opens: beginning, closes: end };
  return {
    opens: beginning && !WORD.test(before) && !/[%./\\|]/.test(after),
    closes: end && !WORD.test(after),
  };
}
