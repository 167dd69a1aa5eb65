/** What of a message of 飞书 says something, as events and lists have it. */
export interface Content {
  msg_type?: string;
  body?: { content?: string };
  mentions?: { key?: string; name?: string }[];
}

type Fields = Record<string, unknown>;

/** The words of a message; of what has none the name, as of a file. */
export function textIn({ msg_type = "", body, mentions = [] }: Content): { text: string; files?: string[] } {
  const content = parsed(body?.content ?? "");
  if (msg_type === "text") return { text: named(words(content["text"]), mentions) };
  if (msg_type === "post") return { text: named(postIn(content), mentions) };
  return { text: "", files: [words(content["file_name"]) || `[${msg_type}]`] };
}

const words = (value: unknown) => (typeof value === "string" ? value : "");

/** A text with lines of pieces, in one language or without any. */
function postIn(content: Fields): string {
  const post = Array.isArray(content["content"]) ? content : (Object.values(content)[0] as Fields | undefined);
  const lines = Array.isArray(post?.["content"]) ? (post["content"] as unknown[]) : [];
  const said = lines.map((line) => (Array.isArray(line) ? line.map(pieceOf).join("") : ""));
  return [words(post?.["title"]), ...said].filter(Boolean).join("\n");
}

function pieceOf(piece: unknown): string {
  const { text, href, user_name } = (piece ?? {}) as Fields;
  const link = words(href);
  return [words(text) || (words(user_name) && `@${words(user_name)}`), link && `(${link})`].filter(Boolean).join(" ");
}

/** Who is called stands as a key in the text. */
function named(text: string, mentions: NonNullable<Content["mentions"]>): string {
  return mentions.reduce((said, { key, name = "" }) => (key ? said.replaceAll(key, `@${name}`) : said), text);
}

function parsed(content: string): Fields {
  try {
    const read: unknown = JSON.parse(content);
    return typeof read === "object" && read !== null ? (read as Fields) : {};
  } catch {
    return {};
  }
}
