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

/** What becomes of a line: what is new of whom, where it changes somebody. */
interface Plan {
  outcome: ImportOutcome;
  change?: { of: Tree; news: ImportedContact };
}

/** Brings contacts in from files (SPEC K8): who is there already is found by id, user id and e-mail address, and nobody is joined. */
export function createImporting({ cards: { cards, change, write, drawUp }, trees }: ImportingParts) {
  /** Reads all whom lines name. Resolves to what tells which contacts a line may mean. */
  async function readFor(lines: readonly ImportedContact[]): Promise<(line: ImportedContact) => Tree[]> {
    const ids = lines.flatMap(({ id }) => id || []);
    const userIds = lines.flatMap(({ userId }) => userId || []);
    const emails = lines.flatMap(({ email }) => lower(email) || []);
    const asked = [
      ...(ids.length > 0 ? [cards.find({ _id: { $in: ids } })] : []),
      ...(userIds.length > 0 ? [cards.find({ userId: { $in: userIds } })] : []),
      ...(emails.length > 0 ? [cards.find({ email: { $in: emails } })] : []),
    ];
    const found = (await Promise.all(asked)).flat();
    const whole = await trees.treesWith(found);
    const left = found.filter(({ erased }) => !erased);
    const byUser = grouped(left, ({ userId }) => userId);
    const byEmail = grouped(left, ({ email }) => email);
    return ({ id, userId, email }) => {
      const own = whole.get(id ?? "");
      if (own?.some(({ erased }) => !erased)) return [own];
      const meant = [...(byUser.get(userId || undefined) ?? []), ...(byEmail.get(lower(email) || undefined) ?? [])];
      return [...new Set(meant.map(({ _id }) => whole.get(_id)))].filter((tree) => tree !== undefined);
    };
  }

  async function take({ of: [root], news }: NonNullable<Plan["change"]>): Promise<void> {
    const decide = (card: Card) => {
      const edited = editedBy(card, news);
      const { $set, $unset } = keysOf({ ...card, ...edited });
      return { $set: { ...edited, ...$set }, $unset, $inc: { version: 1 } };
    };
    // As it was read just now, and only where somebody was faster as it is.
    if (!(await write(root, decide(root)))) await change(root._id, decide);
  }

  /** Lines are looked up and written together: a store that is far away is asked some times, not some times a line. */
  return async ({ lines, dryRun }: { lines: ImportedContact[]; dryRun: boolean }): Promise<ImportOutcome[]> => {
    const meant = await readFor(lines);
    const plans = lines.map((line) => planFor(line, meant(line)));
    if (!dryRun) {
      const made = lines.filter((_, at) => plans[at]?.outcome === "new");
      const changes = plans.flatMap(({ change }) => change ?? []);
      const making = cards.insertMany(made.map((line) => drawUp((card) => editedBy(card, line))));
      await Promise.all([making, ...changes.map(take)]);
    }
    return plans.map(({ outcome }) => outcome);
  };
}

const lower = (email: string | undefined) => email?.toLowerCase();

/** Cards by what is on them; those on which it is not are left out. */
function grouped(cards: readonly Card[], keyOf: (card: Card) => string | undefined): Map<string | undefined, Card[]> {
  const groups = new Map<string | undefined, Card[]>();
  for (const card of cards) {
    const key = keyOf(card);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), card]);
  }
  return groups;
}

function planFor(line: ImportedContact, [tree, ...others]: readonly Tree[]): Plan {
  const refused = others.length > 0 ? "several" : refusalOf(tree, line);
  if (refused) return { outcome: refused };
  if (!tree) return { outcome: "new" };
  const news = newsOf(tree, line);
  return news ? { outcome: "changed", change: { of: tree, news } } : { outcome: "unchanged" };
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
