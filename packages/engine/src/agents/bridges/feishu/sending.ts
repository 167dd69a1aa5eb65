import { createHash } from "node:crypto";
import type { Bridge, Posted, Posting, RootView, Said } from "../port.ts";
import { type Api, FeishuError, laterOf } from "./api.ts";
import { type Content, textIn } from "./content.ts";

interface Sent {
  message_id?: string;
}

/** A message as 飞书 lists it. */
interface Item extends Content {
  message_id?: string;
  thread_id?: string;
  root_id?: string;
  create_time?: string;
  deleted?: boolean;
  sender?: { id?: string; sender_type?: string };
}

interface Page {
  items?: Item[];
  has_more?: boolean;
  page_token?: string;
}

/** Milliseconds for words to one person. */
const TELL = 15_000;
/** The message is there no more, or was taken back. */
const GONE: readonly number[] = [230_011, 230_110, 231_003];

/** What calls somebody in a text of 飞书 is shown as the letters that it is. */
const plain = (text: string) => text.replaceAll(/<(?=\/?at\b)/gi, "＜");
/** What 飞书 knows repeats by, for an hour: at most 50 characters. */
const uuidOf = (key: string) => createHash("sha256").update(key).digest("base64url");
const words = (text: string) => JSON.stringify({ text: plain(text) });

export function createSending(api: Api): Pick<Bridge, "post" | "update" | "read" | "tell"> & {
  one: (id: string, signal: AbortSignal) => Promise<Item | undefined>;
} {
  async function post({ room, root, view, text, key }: Posting, signal: AbortSignal): Promise<Posted> {
    const uuid = uuidOf(key);
    try {
      const { message_id = "" } =
        root === undefined
          ? await api.call<Sent>(
              "POST",
              "im/v1/messages?receive_id_type=chat_id",
              { receive_id: room, msg_type: "interactive", content: cardOf(view), uuid },
              signal,
            )
          : await api.call<Sent>(
              "POST",
              `im/v1/messages/${encodeURIComponent(root)}/reply`,
              { msg_type: "text", content: words(text), reply_in_thread: true, uuid },
              signal,
            );
      return { is: "sent", id: message_id };
    } catch (error) {
      return laterOf(error);
    }
  }

  async function update(root: string, { view }: Posting, signal: AbortSignal): Promise<Posted> {
    try {
      await api.call("PATCH", `im/v1/messages/${encodeURIComponent(root)}`, { content: cardOf(view) }, signal);
    } catch (error) {
      // Somebody has removed it: there is nothing to show it in.
      if (!(error instanceof FeishuError && GONE.includes(error.code))) return laterOf(error);
    }
    return { is: "sent", id: root };
  }

  const one = async (id: string, signal: AbortSignal) =>
    (await api.call<Page>("GET", `im/v1/messages/${encodeURIComponent(id)}`, undefined, signal)).items?.[0];

  async function* itemsOf(thread: string, signal: AbortSignal): AsyncGenerator<Item> {
    let token: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = new URLSearchParams({
        container_id_type: "thread",
        container_id: thread,
        sort_type: "ByCreateTimeAsc",
        page_size: "50",
        ...(token !== undefined && { page_token: token }),
      });
      const found = await api.call<Page>("GET", `im/v1/messages?${asked.toString()}`, undefined, signal);
      yield* found.items ?? [];
      token = found.page_token;
      if (!found.has_more || !token) return;
    }
  }

  /** What people wrote in a thread after a message, in 飞书's order. */
  async function read({ root }: { root: string }, after: string | undefined, signal: AbortSignal) {
    const { thread_id } = (await one(root, signal)) ?? {};
    if (thread_id === undefined) return [];
    const found: (Said & { to: string })[] = [];
    for await (const item of itemsOf(thread_id, signal)) {
      const said = saidIn(item);
      if (said) found.push(said);
    }
    const at = found.findIndex(({ to }) => to === after);
    if (at >= 0 || after === undefined) return found.slice(at + 1);
    // The message was taken back meanwhile: what is younger is new.
    return found.filter(({ to }) => timeOf(to) > timeOf(after));
  }

  async function tell({ to }: { to: string }, text: string): Promise<void> {
    const asked = { receive_id: to, msg_type: "text", content: words(text) };
    await api.call("POST", "im/v1/messages?receive_id_type=open_id", asked, AbortSignal.timeout(TELL));
  }

  return { post, update, read, tell, one };
}

const MOST_PAGES = 50;
const timeOf = (to: string) => Number(to.split("/", 1).join(""));

function saidIn(item: Item): (Said & { to: string }) | undefined {
  const { message_id, create_time = "0", sender, deleted } = item;
  if (message_id === undefined || deleted || sender?.sender_type !== "user" || !sender.id) return undefined;
  return { id: message_id, to: `${create_time}/${message_id}`, by: sender.id, ...textIn(item) };
}

/** The root of a thread, as a card. */
function cardOf({ number, head, said, state, status, link, ...labels }: RootView): string {
  const label = (content: string) => ({ tag: "plain_text", content });
  const button = (what: "take" | "close", type: string) => ({
    tag: "button",
    text: label(labels[what]),
    type,
    value: { do: what },
  });
  const actions = [
    ...(status === "closed" ? [] : [button("take", "primary"), button("close", "default")]),
    ...(link === undefined ? [] : [{ tag: "button", text: label(labels.open), type: "default", url: link }]),
  ];
  return JSON.stringify({
    config: { update_multi: true, wide_screen_mode: true },
    header: { title: label(`#${number} · ${head}`) },
    elements: [
      ...(said === "" ? [] : [{ tag: "div", text: label(said.slice(0, 500)) }]),
      { tag: "note", elements: [label(state)] },
      ...(actions.length > 0 ? [{ tag: "action", actions }] : []),
    ],
  });
}
