import { parse } from "yaml";

/** What a page says of itself above its text, by name; the text; and how many lines stand above it. */
export interface FrontMatter {
  say(...names: string[]): string;
  body: string;
  offset: number;
}

/** Takes a page's head, between two lines of `---`, off its text. */
export function frontMatter(text: string): FrontMatter {
  const [head, yaml = ""] = /^---\n([\s\S]{0,10000}?)\n---[ \t]*(?:\n|$)/.exec(text) ?? [];
  const data = head === undefined ? undefined : fieldsOf(yaml);
  if (head === undefined || !data) return { say: () => "", body: text, offset: 0 };
  return {
    say: (...names) => names.map((name) => data.get(name) ?? "").find(Boolean) ?? "",
    body: text.slice(head.length),
    offset: head.split("\n").length - 1,
  };
}

function fieldsOf(yaml: string): Map<string, string> | undefined {
  try {
    const data: unknown = parse(yaml, { schema: "failsafe", maxAliasCount: 0, uniqueKeys: false });
    if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
    return new Map(
      Object.entries(data).flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])),
    );
  } catch {
    return undefined;
  }
}
