/** Words with a meaning: what SPEC C4 allows within a line. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "code"; text: string }
  | { type: "strong" | "emphasis"; inside: Inline[] }
  | { type: "link"; url: string; inside: Inline[] }
  | { type: "image"; url: string; text: string }
  | { type: "break" };

export type Block =
  | { type: "paragraph" | "heading"; inside: Inline[] }
  | { type: "list"; ordered: boolean; items: Inline[][] };

const SAFE_URL = /^(?:https?:\/\/|mailto:|tel:)/i;
const ITEM = /^(?:[-*] |(\d+)\. )(.*)$/;
const TOKEN =
  /`([^`\n]+)`|\*\*(.+?)\*\*(?!\*)|\*([^*\s](?:[^*]*[^*\s])?)\*|(!?)\[([^\]\n]*)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>()（）【】「」，。；！？、"']*[^\s<>()（）【】「」，。；！？、"'.,:;!?])/g;

/** Whether a link may lead there (SPEC C4). */
export function isSafeUrl(url: string): boolean {
  return SAFE_URL.test(url);
}

/** Reads the Markdown subset of SPEC C4. Anything else, HTML too, is text. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endParagraph = () => {
    if (lines.length) blocks.push({ type: "paragraph", inside: parseLines(lines) });
    lines = [];
  };
  for (const line of source.replace(/\r\n?/g, "\n").split("\n")) {
    const item = ITEM.exec(line);
    if (item) {
      endParagraph();
      addItem(blocks, item);
    } else if (line.startsWith("## ")) {
      endParagraph();
      blocks.push({ type: "heading", inside: parseInline(line.slice(3)) });
    } else if (line.trim()) {
      lines.push(line);
    } else {
      endParagraph();
    }
  }
  endParagraph();
  return blocks;
}

function addItem(blocks: Block[], [, digit, words = ""]: RegExpExecArray): void {
  const ordered = digit !== undefined;
  const last = blocks.at(-1);
  if (last?.type === "list" && last.ordered === ordered) last.items.push(parseInline(words));
  else blocks.push({ type: "list", ordered, items: [parseInline(words)] });
}

function parseLines(lines: readonly string[]): Inline[] {
  return lines.flatMap((line, index) => [...(index ? [{ type: "break" } as const] : []), ...parseInline(line)]);
}

/** Marks within marks deeper than this are text: nobody writes them, but someone may send thousands. */
const DEEPEST = 4;

function parseInline(text: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ type: "text", text }];
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const token = readToken(match, depth + 1);
    if (!token) continue;
    if (match.index > from) found.push({ type: "text", text: text.slice(from, match.index) });
    found.push(token);
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ type: "text", text: text.slice(from) });
  return found;
}

function readToken(
  [, code, strong, emphasis, bang, label, target, bare]: RegExpMatchArray,
  depth: number,
): Inline | undefined {
  if (code !== undefined) return { type: "code", text: code };
  if (strong !== undefined) return { type: "strong", inside: parseInline(strong, depth) };
  if (emphasis !== undefined) return { type: "emphasis", inside: parseInline(emphasis, depth) };
  if (bare !== undefined) return { type: "link", url: bare, inside: [{ type: "text", text: bare }] };
  if (target === undefined || !isSafeUrl(target)) return undefined;
  return bang ? image(target, label) : { type: "link", url: target, inside: [{ type: "text", text: label || target }] };
}

function image(url: string, text = ""): Inline | undefined {
  return /^https?:/i.test(url) ? { type: "image", url, text } : undefined;
}
