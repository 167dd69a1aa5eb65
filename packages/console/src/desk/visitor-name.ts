import type { Visitor } from "@parley/protocol";
import { deskWords } from "./words.ts";

/** Marks that turn the direction of what stands around them, or that cannot be seen: nobody's name has them. */
const HIDDEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

/** What to call a visitor, in a line: the name, the address, or the end of the id. */
export function visitorName({ id, profile }: Visitor): string {
  return tidy(profile.name) || tidy(profile.email) || deskWords().anonymous(id.slice(-4));
}

function tidy(name = ""): string {
  return name.replace(HIDDEN, "").trim();
}
