import type { Contact, ContactFilter, ContactSort, Locale } from "@parley/protocol";
import type { Card } from "./cards.ts";
import { shown } from "./shown.ts";
import type { Tree } from "./tree.ts";

/** What lists know of a contact: little enough for hundreds of thousands of them. */
export interface Row {
  id: string;
  /** What is searched: name, e-mail address, phone number and user id, one a line, folded. */
  text: string;
  name: string;
  seen: number;
  created: number;
  verified: boolean;
  tags: readonly string[];
  inboxes: readonly string[];
  locale: string;
  attributes: Contact["attributes"];
  /** When the newest of its cards was written. */
  changedAt: number;
  /** Which state of its card it was made of; several cards have none. */
  stamp: string | undefined;
}

/** Stands for the state of a card. */
export const stampOf = ({ changedAt, revision, heard }: Card): string => `${changedAt} ${revision} ${heard}`;

/** As it is compared: without upper case, and with full-width letters and digits as plain ones. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");

/** The row of a contact; none where all of it was erased. */
export function rowOf(tree: Tree): Row | undefined {
  if (tree.every(({ erased }) => erased)) return undefined;
  const { id, name = "", email, phone, userId, lastSeenAt, createdAt, locale = "", ...contact } = shown(tree);
  const { verified, tags, inboxes, attributes } = contact;
  // What was merged is found by what it was called as well.
  const said = tree
    .flatMap(({ own, said }) => [own, said])
    .flatMap((one) => [one.name, one.email, one.phone, one.userId]);
  const phones = tree.flatMap(({ own, said }) => [own.phone, said.phone]).map((one) => one && digitsOf(one));
  const words = [name, email, phone, userId, ...said, ...phones].filter((word) => word !== undefined && word !== "");
  return {
    id,
    text: folded([...new Set(words)].join("\n")),
    name,
    seen: lastSeenAt ?? 0,
    created: createdAt,
    verified,
    tags,
    inboxes,
    locale,
    attributes,
    changedAt: Math.max(...tree.map(({ changedAt }) => changedAt)),
    stamp: tree.length === 1 ? stampOf(tree[0]) : undefined,
  };
}

const DAY = 86_400_000;

type Test = (row: Row) => boolean;

/** A filter, within the inboxes that the asker sees. */
type Within = ContactFilter & { inboxIds?: readonly string[] | undefined };

/** The test whether a row is meant by a filter, at a time. */
export function matcher({ search, seenSince = 0, seenWithin, attribute, ...filter }: Within, now: number): Test {
  const since = Math.max(seenSince, seenWithin === undefined ? 0 : now - seenWithin * DAY);
  const tests = [...wordTests(search ?? ""), ...plainTests(filter), ...(attribute ? [attributeTest(attribute)] : [])];
  if (since > 0) tests.push(({ seen }) => seen >= since);
  return (row) => tests.every((test) => test(row));
}

function wordTests(search: string): Test[] {
  const words = folded(search)
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  // A phone number is found however it is written.
  const number = /^[+\d][\d\s().-]*$/.test(search.trim()) ? digitsOf(search) : "";
  return [({ text }) => words.every((word) => text.includes(word)) || (number !== "" && text.includes(number))];
}

function plainTests({ verified, tag, inbox, language, inboxIds }: Within): Test[] {
  const tests: Test[] = [];
  const begins = language?.toLowerCase() ?? "";
  if (verified !== undefined) tests.push((row) => row.verified === verified);
  if (tag) tests.push(({ tags }) => tags.includes(tag));
  if (inbox) tests.push(({ inboxes }) => inboxes.includes(inbox));
  if (inboxIds) tests.push(({ inboxes }) => inboxes.length === 0 || inboxes.some((one) => inboxIds.includes(one)));
  if (begins) tests.push(({ locale }) => locale.toLowerCase().startsWith(begins));
  return tests;
}

function attributeTest({ name, value }: NonNullable<ContactFilter["attribute"]>): Test {
  const wanted = folded(value);
  return ({ attributes }) => {
    const own = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return own !== undefined && folded(String(own)) === wanted;
  };
}

/** Where a row stands in a list: what it is sorted by, then its id. */
export type Place = readonly [key: string | number, id: string];

export interface Order {
  placeOf: (row: Row) => Place;
  /** Below zero where the first place comes first. */
  compare: (one: Place, other: Place) => number;
}

const byPinyin = new Intl.Collator("zh-CN-u-co-pinyin", { sensitivity: "base", numeric: true });
const byLetters = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/** How a list is sorted. Who has no name comes after those who have one. */
export function orderOf(sort: ContactSort, locale: Locale): Order {
  const byId = (one: Place, other: Place) => (one[1] < other[1] ? -1 : Number(one[1] > other[1]));
  if (sort !== "name") {
    const placeOf = (row: Row): Place => [sort === "seen" ? row.seen : row.created, row.id];
    return { placeOf, compare: (one, other) => Number(other[0]) - Number(one[0]) || byId(one, other) };
  }
  const { compare } = locale === "en" ? byLetters : byPinyin;
  return {
    placeOf: ({ name, id }) => [name, id],
    compare: ([one, oneId], [other, otherId]) =>
      Number(one === "") - Number(other === "") ||
      (one === other ? 0 : compare(String(one), String(other))) ||
      byId([one, oneId], [other, otherId]),
  };
}
