import type { Visitor } from "@parley/protocol";
import { inboxWords } from "./words.ts";

/** What to call a visitor: the name, the address, or the end of the id. */
export function visitorName({ id, profile }: Visitor): string {
  return profile.name || profile.email || inboxWords().anonymous(id.slice(-4));
}
