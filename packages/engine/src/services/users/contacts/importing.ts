import { CONTACT_LIMITS } from "@parley/protocol";
import type { ImportedContact, ImportOutcome } from "../contract.ts";
import { MAX_ATTRIBUTES } from "../profile.ts";
import { type Card, type Cards, keysOf } from "./cards.ts";
import { editOf } from "./editing.ts";
import { shown } from "./shown.ts";
import type { Tree, Trees } from "./tree.ts";

export interface ImportingParts {
  cards: Cards;
  trees: Trees;
}

/** Brings contacts in from files (SPEC K8): who is there already is found by id, user id and e-mail address, and nobody is joined. */
export function createImporting({ cards: { cards, change, make }, trees }: ImportingParts) {
  /** The contacts that a line may mean. */
  async function meant({ id, userId, email }: ImportedContact): Promise<Tree[]> {
    const own = id ? await trees.treeOf(id) : undefined;
    if (own?.some(({ erased }) => !erased)) return [own];
    const byUser = userId ? await cards.find({ userId }) : [];
    const byEmail = email ? await cards.find({ email: email.toLowerCase() }) : [];
    const found = new Map<string, Tree>();
    for (const { _id, erased } of [...byUser, ...byEmail]) {
      const tree = erased ? undefined : await trees.treeOf(_id);
      if (tree) found.set(tree[0]._id, tree);
    }
    return [...found.values()];
  }

  async function take(line: ImportedContact, dryRun: boolean): Promise<ImportOutcome> {
    const [tree, ...others] = await meant(line);
    const refused = others.length > 0 ? "several" : refusalOf(tree, line);
    if (refused) return refused;
    if (tree) return await takeNews(tree, line, dryRun);
    if (!dryRun) await make((card) => editedBy(card, line));
    return "new";
  }

  async function takeNews(tree: Tree, line: ImportedContact, dryRun: boolean): Promise<ImportOutcome> {
    const news = newsOf(tree, line);
    if (!news) return "unchanged";
    if (!dryRun) {
      await change(tree[0]._id, (card) => {
        const edited = editedBy(card, news);
        const { $set, $unset } = keysOf({ ...card, ...edited });
        return { $set: { ...edited, ...$set }, $unset, $inc: { version: 1 } };
      });
    }
    return "changed";
  }

  return async ({ lines, dryRun }: { lines: ImportedContact[]; dryRun: boolean }): Promise<ImportOutcome[]> =>
    // At once, as they share what a store takes to make them durable.
    await Promise.all(lines.map((line) => take(line, dryRun)));
}

/** Whether a line speaks of another user than the one whom it was found by something else. */
function isOther(tree: Tree, { userId }: ImportedContact): boolean {
  const known = shown(tree).userId;
  return userId !== undefined && userId !== "" && known !== undefined && known !== userId;
}

function editedBy(card: Card, { id: _own, tags = [], ...edit }: ImportedContact): Partial<Card> {
  return editOf(card, { ...edit, ...(tags.length > 0 && { tags: [...card.tags, ...tags] }) });
}

/** Why a line is not taken: it speaks of somebody else, or goes beyond a limit. */
function refusalOf(tree: Tree | undefined, line: ImportedContact): ImportOutcome | undefined {
  if (tree && isOther(tree, line)) return "otherUser";
  return tree ? excess(tree[0], line) : excess({ own: {}, tags: [] }, line);
}

function excess({ own, tags }: Pick<Card, "own" | "tags">, line: ImportedContact): ImportOutcome | undefined {
  const names = both(Object.keys(own.attributes ?? {}), Object.keys(line.attributes ?? {}));
  if (names > MAX_ATTRIBUTES) return "attributes";
  return both(tags, line.tags ?? []) > CONTACT_LIMITS.tags ? "tags" : undefined;
}

/** How many there are in both together. */
const both = (some: readonly string[], more: readonly string[]) => new Set([...some, ...more]).size;

/** What a line says that is not shown of the contact already; nothing, if all of it is. */
function newsOf(tree: Tree, { id: _own, tags = [], attributes = {}, ...fields }: ImportedContact) {
  const contact = shown(tree);
  const words = Object.entries(fields).filter(([name, value]) => contact[name as keyof typeof fields] !== value);
  // A file has only texts: what is written the same is the same.
  const facts = Object.entries(attributes).filter(
    ([name, value]) => String(contact.attributes?.[name]) !== String(value),
  );
  const more = tags.filter((tag) => !contact.tags.includes(tag));
  if (words.length + facts.length + more.length === 0) return undefined;
  return {
    ...(Object.fromEntries(words) as typeof fields),
    ...(facts.length > 0 && { attributes: Object.fromEntries(facts) }),
    tags: more,
  };
}
