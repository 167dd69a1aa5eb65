import type { SeenThread } from "../peer.test.kit.ts";

/** The app whose messages are the bot's. */
export const APP_ID = "cli_a1b2c3";
export const ROOM = "oc_room";

export interface Message {
  id: string;
  at: number;
  to: string;
  by: string;
  type: string;
  content: string;
  root?: string;
}

interface Card {
  header: { title: { content: string } };
  elements: {
    tag: string;
    text?: { content: string };
    elements?: { content: string }[];
    actions?: { value?: { do: string } }[];
  }[];
}

export type Body = Record<string, unknown>;
export const words = (value: unknown) => (typeof value === "string" ? value : "");

/** Messages that a page has: so few that what is long has several. */
const PAGE = 7;

/** What is seen of a card: all its words, and what can be pressed. */
function seenCard(content: string): { text: string; buttons: string[] } {
  const { header, elements } = JSON.parse(content) as Card;
  const said = elements.flatMap(({ text, elements: notes = [] }) => [
    text?.content,
    ...notes.map((one) => one.content),
  ]);
  const buttons = elements.flatMap(({ actions = [] }) => actions.flatMap(({ value }) => (value ? [value.do] : [])));
  return { text: [header.title.content, ...said].filter(Boolean).join("\n"), buttons };
}

export const textOf = ({ content }: Message) => words((JSON.parse(content) as Body)["text"]);

export const threadsIn = (messages: readonly Message[]) =>
  messages
    .filter(({ by, to, root }) => by === "app" && to === ROOM && root === undefined)
    .map(({ id, content }): SeenThread => ({
      root: id,
      ...seenCard(content),
      lines: messages.filter((one) => one.by === "app" && one.root === id).map(textOf),
    }));

/** What stands in 飞书, and what can be asked of it. */
export function createGroups() {
  const messages: Message[] = [];
  const byUuid = new Map<string, Message>();
  let clock = 1_700_000_000_000;

  function add(message: Omit<Message, "id" | "at">): Message {
    clock += 1;
    const made = { ...message, id: `om_${messages.length + 1}`, at: clock };
    messages.push(made);
    return made;
  }

  function sent(body: Body, to: string, root?: string): object {
    const uuid = words(body["uuid"]);
    const before = uuid === "" ? undefined : byUuid.get(uuid);
    const message =
      before ??
      add({ to, by: "app", type: words(body["msg_type"]), content: words(body["content"]), ...(root && { root }) });
    if (uuid !== "") byUuid.set(uuid, message);
    return { code: 0, data: { message_id: message.id } };
  }

  const threadOf = (root: string) => (messages.some((one) => one.root === root) ? { thread_id: `omt_${root}` } : {});
  const item = ({ id, at, by, type, content, root }: Message) => ({
    message_id: id,
    ...(root && { root_id: root }),
    ...threadOf(root ?? id),
    create_time: String(at),
    msg_type: type,
    body: { content },
    sender: by === "app" ? { id: APP_ID, sender_type: "app" } : { id: by, id_type: "open_id", sender_type: "user" },
  });

  function list(query: URLSearchParams): object {
    const root = (query.get("container_id") ?? "").replace("omt_", "");
    const from = Number(query.get("page_token") ?? 0);
    const all = messages.filter((one) => one.id === root || one.root === root);
    const has_more = from + PAGE < all.length;
    const items = all.slice(from, from + PAGE).map(item);
    return { code: 0, data: { items, has_more, ...(has_more && { page_token: String(from + PAGE) }) } };
  }

  function take(method: string, path: string, query: URLSearchParams, body: Body): object {
    const [, id = "", act] = /^im\/v1\/messages\/([^/]+)(?:\/(reply))?$/.exec(path) ?? [];
    if (path.startsWith("im/v1/chats/")) return { code: 0, data: { name: "Support" } };
    if (id === "") return method === "GET" ? list(query) : sent(body, words(body["receive_id"]));
    const known = messages.find((one) => one.id === id);
    if (!known) return { code: 230_110, msg: "the message was deleted" };
    if (act === "reply") return sent(body, known.to, known.root ?? known.id);
    if (method === "PATCH") known.content = words(body["content"]);
    return { code: 0, data: { items: [item(known)] } };
  }

  return { messages, add, take, threadOf };
}
