import * as v from "valibot";

/** Characters of a picture of 32 KiB at most, as a `data:` address. */
const LONGEST = 43_720;

/** How pictures that a browser runs nothing of begin, in base64. */
const KINDS: Readonly<Record<string, RegExp>> = {
  png: /^iVBORw0KGgo/,
  jpeg: /^\/9j\//,
  webp: /^UklGR[\w+/]{6}XRUJQ/,
};

/** The type and the bytes (in base64) of a picture; nothing where it is none, or another than it says. */
export function pictureIn(address: string): { type: string; content: string } | undefined {
  const [, kind = "", content = ""] = /^data:image\/(png|jpeg|webp);base64,([A-Za-z\d+/]+={0,2})$/.exec(address) ?? [];
  return KINDS[kind]?.test(content) ? { type: `image/${kind}`, content } : undefined;
}

/** The picture of an inbox. */
export const Logo = v.pipe(
  v.string("must be a picture"),
  v.maxLength(LONGEST, "at most 32 KiB"),
  v.check((address) => pictureIn(address) !== undefined, "must be a PNG, JPEG or WebP picture"),
);
