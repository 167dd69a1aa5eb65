import type { Choice } from "@parley/protocol";
import { fold, type Piece } from "./fold.ts";
import { slipsBetween } from "../../../text/slips.ts";

/** Words that say nothing about which label is meant. */
const EMPTY = new Set(
  `the a an one thing something stuff i im its it is was about my your for to of on in and or please pls with want need mean meant think that this me
  do does can could would like tell ask asking question how what get have got some any yes yeah ok okay no hi
  的 了 吗 呢 吧 啊 呀 哦 我 要 是 想 问 选 那 个 这 就 请 您 你 怎 么 好 嗯 一 下 关 于`.split(/\s+/),
);

/** Share of a label's characters that must be named if others are left out between them. */
const ENOUGH = 0.4;
/** Share of a label's characters that must be named if they come in another order. */
const REORDERED = 0.6;
/** Share of characters that may be other ones. */
const SLIPS = 0.26;

/** The choice whose label was typed, whole or in part, with slips. Nothing if several fit alike, or something else was said too. */
export function labelled(text: string, choices: readonly Choice[]): Choice | undefined {
  const { pieces } = fold(text);
  const said = contentOf(pieces);
  if (said.length === 0) return undefined;
  const fits = choices
    .map((choice) => ({ choice, fit: fitOf(said, contentOf(fold(choice.label).pieces)) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit);
  const [best, next] = fits;
  return best && best.fit > (next?.fit ?? 0) ? best.choice : undefined;
}

/** Whether exactly this label was typed. */
export function isLabel(text: string, { label }: Choice): boolean {
  const keys = (written: string) =>
    fold(written)
      .pieces.filter(({ kind }) => kind !== "mark")
      .map(({ key }) => key)
      .join(" ");
  return keys(text) !== "" && keys(text) === keys(label);
}

const contentOf = (pieces: readonly Piece[]): string[] =>
  pieces.filter(({ kind, key }) => kind !== "mark" && kind !== "picture" && !EMPTY.has(key)).map(({ key }) => key);

/** How much of the label was said, from 0 to 1; 0 if something else was said too. */
function fitOf(said: readonly string[], label: readonly string[]): number {
  const [words, characters] = [said, label].map((keys) => keys.filter((key) => !isHan(key))) as [string[], string[]];
  const matched = words.filter((word) => characters.some((known) => sameWord(word, known)));
  if (matched.length < words.length) return 0;
  const [saidHan, labelHan] = [said, label].map((keys) => keys.filter(isHan).join("")) as [string, string];
  if (saidHan === "") return words.length / Math.max(label.length, 1);
  if (labelHan === "" || !partOf(saidHan, labelHan)) return 0;
  return Math.min(1, said.length / label.length);
}

const isHan = (key: string) => /^\p{Script=Han}$/u.test(key);

function sameWord(one: string, other: string): boolean {
  const [a, b] = [stem(one), stem(other)];
  if (a === b) return true;
  const most = Math.min(a.length, b.length) >= 8 ? 2 : Math.min(a.length, b.length) >= 4 ? 1 : 0;
  return most > 0 && a[0] === b[0] && slipsBetween(a, b, most) <= most;
}

/** Plural and tense hardly count. */
const stem = (word: string) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, "") : word);

function partOf(said: string, label: string): boolean {
  if (said.length < 2) return said === label;
  if (
    label.includes(said) ||
    isReordered(said, label) ||
    (isWithin(said, label) && said.length / label.length >= ENOUGH)
  )
    return true;
  const most = Math.floor(Math.max(said.length, label.length) * SLIPS);
  return said.length >= 3 && slipsBetween(said, label, most) <= most;
}

/** “收货地址修改” is “修改收货地址”. */
function isReordered(said: string, label: string): boolean {
  const left = label.split("");
  const all = said.split("").every((character) => {
    const at = left.indexOf(character);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return all && said.length >= 4 && said.length / label.length >= REORDERED;
}

/** Whether characters come in this order, with others between: “查物流” is within “查询订单物流”. */
function isWithin(said: string, label: string): boolean {
  let from = 0;
  return said.split("").every((character) => {
    const at = label.indexOf(character, from);
    from = at + 1;
    return at >= 0;
  });
}
