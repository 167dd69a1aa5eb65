import { CONTACTS_SEARCHED } from "@parley/protocol";
import type { Card, Cards } from "./cards.ts";
import { PAGE, pagesOf } from "./changed-pages.ts";
import { type Row, rowOf, stampOf } from "./row.ts";
import type { Tree, Trees } from "./tree.ts";

export interface DirectoryParts {
  cards: Cards["cards"];
  trees: Trees;
  now: () => number;
  /** Contacts that are kept at most. */
  most?: number;
}

/** Milliseconds by which other nodes' clocks may be behind: what was written so long before the last look is looked at once more. */
const OVERLAP = 5_000;
/** Milliseconds after which it is read anew, and after which nobody is thought to ask any more. */
const ANEW = 3_600_000;
const IDLE = 600_000;

/**
 * All contacts in short, in memory while somebody looks through them: the store has no index by which a part of a name, an attribute and a tag
 * are found together, and every order of them. It is read once, then what has changed since; a search is some milliseconds.
 */
export function createDirectory({ cards, trees, now, most = CONTACTS_SEARCHED }: DirectoryParts) {
  const { before: pageBefore, after: pageAfter } = pagesOf(cards);
  const rows = new Map<string, Row>();
  /** Of which contact a card is that is not the first one of its own. */
  const partOf = new Map<string, string>();
  let read: { began: number; looked: number; partial: boolean } | undefined;
  let idle: NodeJS.Timeout | undefined;
  let refreshing: Promise<void> | undefined;

  function forget(): void {
    rows.clear();
    partOf.clear();
    read = undefined;
  }

  async function readAll(): Promise<void> {
    forget();
    const began = now();
    let partial = false;
    for (let last: Card | undefined; ;) {
      const page = await pageBefore(last);
      await take(page);
      last = page.at(-1);
      partial = rows.size >= most;
      if (page.length < PAGE || partial) break;
    }
    read = { began, looked: began, partial };
  }

  async function readOn(known: NonNullable<typeof read>): Promise<void> {
    const looked = now();
    for (let [at, id] = [known.looked - OVERLAP, ""]; ;) {
      const page = await pageAfter(at, id);
      await take(page.filter((card) => isNews(card)));
      const last = page.at(-1);
      if (last) [at, id] = [last.changedAt, last._id];
      if (page.length < PAGE) break;
    }
    known.looked = looked;
    if (rows.size > most) {
      known.partial = true;
      const oldest = [...rows.values()].toSorted((one, other) => one.changedAt - other.changedAt);
      for (const { id } of oldest.slice(0, rows.size - most)) rows.delete(id);
    }
  }

  const isNews = (card: Card) => rows.get(card._id)?.stamp !== stampOf(card);

  async function take(page: readonly Card[]): Promise<void> {
    if (page.length === 0) return;
    const above = await cards.find({ mergedInto: { $in: page.map(({ _id }) => _id) } });
    const joined = new Set(above.map(({ mergedInto }) => mergedInto));
    const trees = new Set<string>();
    for (const card of page) {
      const { _id, mergedInto } = card;
      const before = partOf.get(_id);
      if (before !== undefined) trees.add(before);
      if (mergedInto !== undefined || joined.has(_id) || before !== undefined) trees.add(_id);
      else keep([card]);
    }
    for (const id of trees) await takeTree(id);
  }

  async function takeTree(id: string): Promise<void> {
    const tree = await trees.treeOf(id);
    if (!tree) return;
    const [root, ...parts] = tree;
    partOf.delete(root._id);
    for (const { _id } of parts) {
      rows.delete(_id);
      partOf.set(_id, root._id);
    }
    keep(tree);
  }

  function keep(tree: Tree): void {
    const row = rowOf(tree);
    if (row) rows.set(row.id, row);
    else rows.delete(tree[0]._id);
  }

  async function refresh(): Promise<void> {
    clearTimeout(idle);
    idle = setTimeout(forget, IDLE).unref();
    if (!read || now() - read.began > ANEW) await readAll();
    else await readOn(read);
  }

  return {
    /** All of them as they are now, and whether there are more. Those who ask at one moment are answered together. */
    async all(): Promise<{ rows: ReadonlyMap<string, Row>; partial: boolean }> {
      // Who asks while it is read may have written since it began.
      await refreshing?.catch(() => {});
      refreshing ??= refresh().finally(() => (refreshing = undefined));
      await refreshing;
      return { rows, partial: read?.partial ?? false };
    },
  };
}
export type Directory = ReturnType<typeof createDirectory>;
