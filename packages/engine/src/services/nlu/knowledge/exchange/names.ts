import { createHash } from "node:crypto";

const VALID = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const LONGEST = 64;

/**
 * Gives each name an id: lower-case letters, digits, `_` and `-`. A name that is one already keeps it. `faq/ask`, `agent.age`,
 * `BookFlight` become `faq_ask`, `agent_age`, `book_flight`; what has no Latin letters, or is too long, gets a digest of the
 * name, so that the same name has the same id for ever. Two names never share an id.
 */
export function idsOf(names: Iterable<string>): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const all = [...new Set(names)];
  const give = (name: string, id: string) => (ids.set(name, id), taken.add(id));
  for (const name of all) if (VALID.test(name)) give(name, name);
  for (const name of all) {
    if (ids.has(name)) continue;
    const id = madeId(name);
    give(name, taken.has(id) ? `${id.slice(0, LONGEST - 9)}_${digest(name)}` : id);
  }
  return ids;
}

function madeId(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase();
  const slug = plain.replace(/[^a-z0-9-]+/g, "_").replace(/^[_-]+|[_-]+$/g, "");
  // Letters of other scripts are lost in it: the digest stands for them.
  const lost = /[^\p{ASCII}\p{P}\p{S}\p{Z}]/u.test(plain) || slug === "";
  if (!lost && slug.length <= LONGEST) return slug;
  return `${slug.slice(0, LONGEST - 9).replace(/[_-]+$/, "") || "n"}_${digest(name)}`;
}

const digest = (name: string): string => createHash("sha256").update(name.normalize("NFC")).digest("hex").slice(0, 8);
