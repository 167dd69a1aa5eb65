import type { Ear, Posted, Posting, RootView, Said } from "../port.ts";
import { type Api, laterOf, SlackError } from "./api.ts";
import { escaped, unescaped } from "./text.ts";

/** A message as Slack lists it. */
interface Message {
  ts?: string;
  user?: string;
  bot_id?: string;
  subtype?: string;
  text?: string;
  files?: { name?: string }[];
  metadata?: { event_type?: string; event_payload?: { key?: string } };
}

interface Listed {
  messages?: Message[];
}

/** What our messages carry, by which they are found. */
const KIND = "parley_message";
const marked = (key: string) => ({ event_type: KIND, event_payload: { key } });

/** A root is called by its room and its time. */
export const rootId = (channel: string, ts: string) => `${channel}/${ts}`;
export function placeOf(root: string): { channel: string; ts: string } {
  const [channel = "", ts = ""] = root.split("/");
  return { channel, ts };
}

/** What people write has one of these, if any. */
const WRITTEN: readonly (string | undefined)[] = [undefined, "", "file_share", "thread_broadcast", "me_message"];

/** Milliseconds of a room's past in which a root is looked for: all of it would take longer than anybody waits. */
const LOOKED_BACK = 3 * 86_400_000;

export function createSending(api: Api, me: () => Promise<{ user: string }>, now: () => number) {
  async function post({ room, root, view, text, key, aloud }: Posting, signal: AbortSignal): Promise<Posted> {
    const shown = root === undefined ? rootOf(view) : { text: escaped(text) };
    const thread = root === undefined ? {} : { thread_ts: placeOf(root).ts, ...(aloud && { reply_broadcast: true }) };
    const channel = root === undefined ? room : placeOf(root).channel;
    try {
      const sent = await api.call<{ ts?: string; channel?: string }>(
        "chat.postMessage",
        { channel, ...shown, ...thread, metadata: marked(key), unfurl_links: false, unfurl_media: false },
        signal,
      );
      return { is: "sent", id: rootId(sent.channel ?? channel, sent.ts ?? "") };
    } catch (error) {
      return laterOf(error);
    }
  }

  /** What an attempt before has posted: Slack takes no key of ours, but gives back what a message carries. */
  async function find({ room, root, key }: Posting, signal: AbortSignal): Promise<string | undefined> {
    const place = root === undefined ? undefined : placeOf(root);
    const channel = place?.channel ?? room;
    const list = place ? "conversations.replies" : "conversations.history";
    const oldest = String(Math.floor((now() - LOOKED_BACK) / 1_000));
    const asked = { channel, ...(place ? { ts: place.ts } : { oldest }), include_all_metadata: true };
    for await (const { messages = [] } of api.pages<Listed>(list, asked, signal)) {
      const ours = messages.find(({ metadata }) => metadata?.event_payload?.key === key);
      if (ours?.ts !== undefined) return rootId(channel, ours.ts);
    }
    return undefined;
  }

  async function update(root: string, { view, key }: Posting, signal: AbortSignal): Promise<Posted> {
    const rootKey = key.replace(/\/state .*$/s, "/root");
    try {
      await api.call("chat.update", { ...placeOf(root), ...rootOf(view), metadata: marked(rootKey) }, signal);
    } catch (error) {
      const gone = error instanceof SlackError && GONE.includes(error.message);
      // Somebody has removed it: there is nothing to show it in.
      if (!gone) return laterOf(error);
    }
    return { is: "sent", id: root };
  }

  /** What people wrote in a thread after a time, in Slack's order. */
  async function read({ root }: { root: string }, after: string | undefined, signal: AbortSignal) {
    const { channel, ts } = placeOf(root);
    const from = after ?? ts;
    const { user: own } = await me();
    const found: (Said & { to: string })[] = [];
    for await (const { messages = [] } of api.pages<Listed>(
      "conversations.replies",
      { channel, ts, oldest: from },
      signal,
    )) {
      for (const message of messages) {
        const said = saidIn(message, own);
        if (said && said.to > from) found.push(said);
      }
    }
    return found.sort((one, other) => (one.to < other.to ? -1 : 1));
  }

  async function tell({ room, root, to }: Ear, text: string): Promise<void> {
    const thread = root === undefined ? {} : { thread_ts: placeOf(root).ts };
    // In a talk with the bot itself nobody else is there.
    if (room.startsWith("D")) await api.call("chat.postMessage", { channel: room, text: escaped(text) });
    else await api.call("chat.postEphemeral", { channel: room, user: to, text: escaped(text), ...thread });
  }

  return { post, find, update, read, tell };
}

const GONE: readonly string[] = ["message_not_found", "cant_update_message", "channel_not_found"];

function saidIn(message: Message, own: string): (Said & { to: string }) | undefined {
  const { ts, user, bot_id, subtype, text = "", files = [] } = message;
  if (ts === undefined || user === undefined || user === own || bot_id || !WRITTEN.includes(subtype)) return undefined;
  const names = files.map(({ name = "?" }) => name);
  return { id: ts, to: ts, by: user, text: unescaped(text), ...(names.length > 0 && { files: names }) };
}

/** The root of a thread: who writes, what they said last, where it stands, and what can be done. */
function rootOf(view: RootView): { text: string; blocks: object[] } {
  const { number, head, said, state, status, link } = view;
  const lines = [`*#${number} · ${escaped(head)}*`, quoted(said), `_${escaped(state)}_`].filter(Boolean);
  const text = lines.join("\n");
  const button = (action_id: string, label: string, more: object = {}) => ({
    type: "button",
    action_id,
    text: { type: "plain_text", text: label },
    ...more,
  });
  const acts = [
    ...(status === "closed" ? [] : [button("take", view.take, { style: "primary" }), button("close", view.close)]),
    ...(link === undefined ? [] : [button("open", view.open, { url: link })]),
  ];
  const blocks: object[] = [{ type: "section", text: { type: "mrkdwn", text: text.slice(0, SECTION) } }];
  return { text, blocks: acts.length > 0 ? [...blocks, { type: "actions", elements: acts }] : blocks };
}

/** Characters that a section may have. */
const SECTION = 3_000;
const SAID = 500;

const quoted = (said: string) =>
  said === "" ? "" : `> ${escaped(said.length > SAID ? `${said.slice(0, SAID)}…` : said).replaceAll("\n", "\n> ")}`;
