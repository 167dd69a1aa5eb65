import type { ContactEdit } from "@parley/protocol";
import { mergeProfile } from "../profile.ts";
import type { Card } from "./cards.ts";

/** What a member wrote, beside what was written before. An empty text stays, so that nothing is shown in its place. */
export function editOf({ own }: Card, { tags, attributes, ...fields }: ContactEdit): Partial<Card> {
  const words = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const all = { ...own.attributes, ...attributes };
  // Names and number are held to what holds for visitors, hidden ones too.
  mergeProfile({}, { attributes: Object.fromEntries(Object.entries(all).map(([name]) => [name, true])) });
  return {
    own: { ...own, ...words, ...(Object.keys(all).length > 0 && { attributes: all }) },
    ...(tags && { tags: [...new Set(tags)] }),
  };
}
