const NAME = "[A-Za-z0-9_-]{1,128}";
/** What a key is. */
export const KEY = new RegExp(`^${NAME}(/${NAME}){2}$`);
const PREFIX = new RegExp(`^${NAME}(/${NAME}){0,2}$`);

/** Whether a text is a name that a key may have. */
export const isName = (text: string): boolean => new RegExp(`^${NAME}$`).test(text);

/** Throws a TypeError unless it is a key: three names of ASCII letters, digits, `-` and `_`, which can be nothing else in any store. */
export function checkKey(key: string): void {
  if (!KEY.test(key)) throw new TypeError(`${JSON.stringify(key)} is no key of a blob.`);
}

/** Throws a TypeError unless keys may begin so: with one, two or all three of their names. */
export function checkPrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) throw new TypeError(`No key of a blob begins with ${JSON.stringify(prefix)}.`);
}
