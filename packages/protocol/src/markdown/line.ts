import { type MarkdownContent, node } from "./node.ts";
import { textOf } from "./plain-text.ts";
import { isWithin, MAILBOX, placeOf, TOKEN } from "./token.ts";

/** As many marks are kept open; with one more, the oldest is text. Bounds time and nesting. */
const OPEN = 8;
const LONGEST_MAILBOX = 64;

/** A mark that may yet be closed: where it is among what was found; its stars, none for `[`, -1 for `![`. */
interface Mark {
  at: number;
  stars: number;
}

/** Reads a line of Markdown (SPEC C4). With `plain`, only addresses are found (C3). */
export function readLine(line: string, plain = false): MarkdownContent[] {
  const found: MarkdownContent[] = [];
  let open: Mark[] = [];
  let words = "";
  let from = 0;

  const add = (content?: MarkdownContent) => {
    if (words) found.push(words);
    words = "";
    if (content) found.push(content);
  };
  const keep = (text: string, stars: number) => {
    add(text);
    if (open.push({ at: found.length - 1, stars }) > OPEN) open.shift();
  };
  const nearest = (fits: (stars: number) => boolean) => open.filter(({ stars }) => fits(stars)).pop();
  /** Takes the nearest mark that fits, and what was found since. The marks after it are text. */
  const take = (fits: (stars: number) => boolean) => {
    const mark = nearest(fits);
    if (!mark) return undefined;
    add();
    open = open.slice(0, open.indexOf(mark));
    const [, ...inside] = found.splice(mark.at);
    return { stars: mark.stars, inside };
  };
  const readStars = (text: string, index: number) => {
    const { length } = text;
    const { opens, closes } = placeOf(line.charAt(index - 1), line.charAt(index + length), length);
    let left = length;
    while (left > 0) {
      const taken = closes && take((stars) => stars > 0 && (stars === left || left === 3));
      if (!taken) break;
      const { stars, inside } = taken;
      add(stars === 1 ? node("em", inside) : node("strong", stars === 2 ? inside : [node("em", inside)]));
      left -= stars;
    }
    if (opens && left === length) keep(text, left);
    else words += text.slice(0, left);
  };
  const readTarget = (url: string) => {
    const taken = take((stars) => stars === 0 || (stars < 0 && /^http/i.test(url)));
    if (!taken) return false;
    const { stars, inside } = taken;
    if (stars) add(node("img", [textOf(inside)], { url }));
    else {
      add(node("a", inside.length > 0 ? inside.flatMap(withoutLinks) : [url], { url }));
      // A link has no links inside.
      open = open.filter((mark) => mark.stars);
    }
    return true;
  };
  const readMailbox = (domain: string) => {
    const [name] = MAILBOX.exec(words.slice(-LONGEST_MAILBOX)) ?? [];
    if (!name) return false;
    words = words.slice(0, -name.length);
    add(node("a", [name + domain], { url: `mailto:${name}${domain}` }));
    return true;
  };
  const readBare = (all: string) => {
    const address = withoutEnd(all);
    add(node("a", [address], { url: /^w/i.test(address) ? `https://${address}` : address }));
    return address.length;
  };
  /** Reads what has a meaning in Markdown only. Answers whether it had. */
  const readMark = ({ 0: all, 3: code, 4: stars, 5: bracket, 6: target, index }: RegExpExecArray) => {
    if (stars) readStars(stars, index);
    else if (bracket) keep(bracket, bracket.length > 1 ? -1 : 0);
    else if (!code) return target && readTarget(target);
    else if (/^\s|\s$/.test(code) || isWithin(line.charAt(index - 1), all.charAt(1))) return false;
    else add(node("code", [code]));
    return true;
  };
  /** Answers how many characters were read. */
  const read = (match: RegExpExecArray) => {
    const { 0: all, 1: bare, 2: domain, 3: code, 6: target } = match;
    if (bare) return readBare(bare);
    if ((domain && readMailbox(domain)) || (!plain && readMark(match))) return all.length;
    // What is no code or link after all may have links inside.
    const text = code || target ? all.charAt(0) : all;
    words += text;
    if (text === "]") open = open.filter((mark) => mark !== nearest((stars) => stars < 1));
    return text.length;
  };

  TOKEN.lastIndex = 0;
  for (;;) {
    const match = TOKEN.exec(line);
    words += line.slice(from, match?.index);
    if (!match) break;
    from = TOKEN.lastIndex = match.index + read(match);
  }
  add();
  return found;
}

/** A bare address without what ends the sentence. */
function withoutEnd(address: string): string {
  let end = address.length;
  while (".,;:!?'*".includes(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

function withoutLinks(content: MarkdownContent): MarkdownContent[] {
  if (typeof content === "string") return [content];
  const inside = content.inside.flatMap(withoutLinks);
  return content.kind === "a" ? inside : [{ ...content, inside }];
}
