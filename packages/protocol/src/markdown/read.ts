import { readLine } from "./line.ts";
import { type MarkdownContent, type MarkdownNode, node } from "./node.ts";

const FENCE = /^\s*```+\s*[\w+#.-]*\s*$/;
const FENCE_END = /^\s*```+\s*$/;
const HEADING = /^\s*#{1,6}\s+(\S.*)$/;
const ITEM = /^\s*(?:[-*]|(\d{1,9})[.)])\s+(\S.*)$/;
/** A cell of the line under the head of a table. */
const RULE = /^:?-+:?$/;
/** Blanks by which a line belongs to an item. */
const INDENT = 2;

/** A list that may go on: how far it is from the edge, its last item, and the number that was written there. */
interface OpenList {
  indent: number;
  list: MarkdownNode;
  item?: MarkdownNode;
  written?: string | undefined;
}

/** Reads the Markdown that bots and agents write (SPEC C4). Never fails: what has no meaning there is text. */
export function readMarkdown(text: string): MarkdownContent[] {
  const lines = text.split(/\r\n?|\n/);
  const blocks: MarkdownContent[] = [];
  const open: OpenList[] = [];
  let paragraph: MarkdownNode | undefined;
  let fenced = true;
  let at = 0;

  const innermost = () => open[open.length - 1];
  const here = () => innermost()?.item?.inside ?? blocks;
  /** Goes to the item that a line with this indent belongs to, or out of all lists. */
  const leaveLists = (indent: number) => {
    while (indent < (innermost()?.indent ?? -INDENT) + INDENT) open.pop();
  };
  /** The list that an item goes on with, or a new one. */
  const listFor = (indent: number, kind: "ol" | "ul"): OpenList => {
    const ends = ({ indent: edge, list }: OpenList) => indent < edge || (indent < edge + INDENT && list.kind !== kind);
    let last = innermost();
    while (last && ends(last)) {
      open.pop();
      last = innermost();
    }
    if (last && indent < last.indent + INDENT) return last;
    const list = node(kind);
    here().push(list);
    last = { indent, list };
    open.push(last);
    return last;
  };
  const addItem = (indent: number, [, written, words = ""]: RegExpExecArray) => {
    const list = listFor(indent, written ? "ol" : "ul");
    const number = written === list.written ? (list.item?.number ?? 0) + 1 : Number(written);
    list.item = node("li", readLine(words), written ? { number } : {});
    list.written = written;
    list.list.inside.push(list.item);
  };
  const addCode = (indent: number) => {
    let end = at + 1;
    while (end < lines.length && !FENCE_END.test(lines[end] ?? "")) end++;
    fenced = end < lines.length;
    if (!fenced) return false;
    leaveLists(indent);
    here().push(node("pre", [lines.slice(at + 1, end).join("\n")]));
    at = end;
    return true;
  };
  const addTable = (indent: number) => {
    const head = cellsOf(lines[at]);
    const rule = cellsOf(lines[at + 1]);
    if (head.length !== rule.length || !rule.every((cell) => RULE.test(cell))) return false;
    leaveLists(indent);
    const rows = [rowOf("th", head)];
    for (at++; lines[at + 1]?.includes("|"); at++) rows.push(rowOf("td", cellsOf(lines[at + 1])));
    here().push(node("table", rows));
    return true;
  };
  const addWords = (indent: number, line: string, goesOn?: MarkdownNode) => {
    leaveLists(indent);
    const words = readLine(line.trim());
    const above = innermost()?.item ?? goesOn;
    if (above) for (const part of [node("br"), ...words]) above.inside.push(part);
    else blocks.push((goesOn = node("p", words)));
    paragraph = goesOn;
  };
  const addLine = (line: string) => {
    const indent = indentOf(line);
    const goesOn = paragraph;
    paragraph = undefined;
    const item = ITEM.exec(line);
    const [, title] = HEADING.exec(line) ?? [];
    if (item) addItem(indent, item);
    else if (title) {
      leaveLists(indent);
      here().push(node("h", readLine(title)));
    } else if (fenced && FENCE.test(line) && addCode(indent)) return;
    else if (line.includes("|") && addTable(indent)) return;
    else if (line.trim()) addWords(indent, line, goesOn);
  };

  for (; at < lines.length; at++) addLine(lines[at] ?? "");
  return blocks;
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].replace(/\t/g, "    ").length ?? 0;
}

function cellsOf(line = ""): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function rowOf(kind: "th" | "td", cells: readonly string[]): MarkdownNode {
  return node(
    "tr",
    cells.map((cell) => node(kind, readLine(cell))),
  );
}
