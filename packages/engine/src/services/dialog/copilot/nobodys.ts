import type { Profile } from "@parley/protocol";

/** Shorter says nothing that has to be suggested; longer is written for one case. */
const LENGTH = { least: 8, most: 1_500 };
/** An address of mail, five digits and more with whatever is between them, or a link that carries something. */
const SOMEBODYS = /[^\s@]+@[^\s@]+\.[^\s@]|\d(?:[ ./-]?\d){4}|(?:https?:\/\/|www\.)[^\s)]*[?#=][^\s)]*/iu;

/**
 * Whether words may be kept for others at all: nothing in them looks like somebody's number, address or link, and nothing that is known
 * of the person stands in them.
 */
export function mayBeNobodys(text: string, profile: Profile): boolean {
  if (text.length < LENGTH.least || text.length > LENGTH.most || SOMEBODYS.test(text)) return false;
  const said = text.toLowerCase();
  return knownOf(profile).every((known) => !said.includes(known));
}

function knownOf({ name, email, phone, userId, attributes = {} }: Profile): string[] {
  const values = [email, phone, userId, ...Object.values(attributes)].flatMap((value) => String(value ?? ""));
  const names = [name ?? "", ...(name ?? "").split(/\s+/)].filter((part) => part.length >= 2);
  return [...names, ...values.filter((value) => value.length >= 4)].map((value) => value.toLowerCase());
}
