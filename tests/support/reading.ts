import type { Page } from "playwright-core";

/** What of the accessibility tree this reads; the browser's protocol has more. */
interface Said {
  nodeId: string;
  parentId?: string;
  ignored?: boolean;
  role?: { value?: string };
  name?: { value?: string };
  childIds?: string[];
  properties?: { name: string; value: { value?: unknown } }[];
}

/** What says itself in full: what is within is not read again. */
const WHOLE =
  "button checkbox combobox heading image img link menuitem option radio searchbox spinbutton switch tab textbox";
/** What is heard when one comes to it, and then what is within. */
const AROUND =
  "article alert banner complementary contentinfo dialog form group list listitem log main navigation region search status table";
const [whole, around] = [new Set(WHOLE.split(" ")), new Set(AROUND.split(" "))];
const STATES = new Set(["level", "checked", "expanded", "pressed", "selected", "disabled", "live", "modal"]);

/**
 * What a screen reader says from the top of the page to its end, a line each: the role, the name, and states, in the order in which it is read.
 * From Chromium's accessibility tree, shadow roots included, with numbers, times and ids made alike.
 */
export async function readingOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as unknown as { nodes: Said[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const read = (node: Said, depth: number): void => {
    const line = node.ignored ? "" : lineOf(node);
    if (line) lines.push("  ".repeat(depth) + line);
    if (line && whole.has(kindOf(node))) return;
    for (const child of (node.childIds ?? []).flatMap((id) => byId.get(id) ?? [])) read(child, depth + (line ? 1 : 0));
  };
  for (const root of nodes.filter(({ parentId }) => parentId === undefined)) read(root, 0);
  return `${lines.join("\n")}\n`;
}

const kindOf = ({ role }: Said) => role?.value ?? "";

/** Nothing for what is only drawn. */
function lineOf(node: Said): string {
  const kind = kindOf(node);
  const words = alike(node.name?.value ?? "").trim();
  if (kind === "StaticText") return words && `“${words}”`;
  if (!whole.has(kind) && !around.has(kind)) return "";
  return [kind, ...statesOf(node)].join(", ") + (words && `: ${words}`);
}

function statesOf({ properties = [] }: Said): string[] {
  const held = properties.filter(({ name, value }) => STATES.has(name) && value.value !== false);
  return held.map(({ name, value }) => (value.value === true ? name : `${name} ${String(value.value)}`));
}

/** Without what is another one each time. */
function alike(words: string): string {
  return words
    .replaceAll(/(Visitor|访客) [0-9a-f]{4}\b/gu, "$1 #")
    .replaceAll(/\d{1,2}:\d{2}( [AP]M)?/gu, "TIME")
    .replaceAll(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \w+ \d{1,2}\b|\d{1,2}月\d{1,2}日周./gu, "DAY")
    .replaceAll(/\d+ (s|min|sec)\b|\d+ 秒|\d+ 分钟|刚刚|\bnow\b/gu, "SPAN");
}
