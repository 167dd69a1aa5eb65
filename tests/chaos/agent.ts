import type { AgentWelcome, ConversationEvent, InboxItem, LogPage, OpenedConversation } from "@parley/protocol";
import { type Ask, createLine, NOBODY } from "./line.ts";
import { createSender, type Sender } from "./sender.ts";
import { countWaiting } from "./sent.ts";
import type { Member } from "./team.ts";
import { createView, type KeptView } from "./view.ts";
import type { PersonParts } from "./visitor.ts";

/** An agent with a console that has every conversation open. */
export interface AgentConsole {
  readonly name: string;
  readonly id: string;
  readonly views: ReadonlyMap<string, KeptView>;
  readonly items: ReadonlyMap<string, InboxItem>;
  /** Of one conversation: what is sent there keeps its order. */
  sender: (conversationId: string) => Sender;
  /** Asks for a page of old messages, and for ever more while none comes, as the impatient do. Nothing is done with them. */
  browse: () => void;
  readonly waiting: number;
  /** Why it is not connected; nothing if it is. */
  readonly apart: string | undefined;
  close: () => void;
}

/** Pages without an answer that an agent puts up with, and how many he asks for at once after that. */
const PATIENT_FOR = 3;
const AT_ONCE = 20;

/** Where a conversation stands, newest first: what comes later is ignored. */
type OnItem = (item: InboxItem) => void;

export function openConsole(parts: PersonParts & { member: Member }, onItem: OnItem = () => {}): AgentConsole {
  const { name, random, records } = parts;
  const items = new Map<string, InboxItem>();
  const views = new Map<string, KeptView>();
  const senders = new Map<string, Sender>();
  let ask: Ask = NOBODY;
  let unanswered = 0;
  let joined = new Set<string>();

  /** Lists what moved on; answers whether it did. */
  function list(item: InboxItem): boolean {
    const { conversation } = item;
    const known = items.get(conversation.id);
    if (known && known.conversation.seq >= conversation.seq) return false;
    items.set(conversation.id, item);
    onItem(item);
    return true;
  }

  function take(item: InboxItem): void {
    if (list(item)) open(item.conversation.id).catch(() => {});
  }

  function viewOf(conversationId: string): KeptView {
    const known = views.get(conversationId);
    if (known) return known;
    const view = createView({
      sync: (after) => ask<LogPage>("sync", { conversationId, after }),
      history: (before) => ask<LogPage>("history", { conversationId, before, limit: 200 }),
      onBreach: (what) => parts.onViolation(`${name} was ${what}`),
    });
    views.set(conversationId, view);
    return view;
  }

  async function open(conversationId: string): Promise<void> {
    if (joined.has(conversationId)) return;
    const joining = joined;
    joining.add(conversationId);
    const view = viewOf(conversationId);
    try {
      const { page } = await ask<OpenedConversation>("open", { conversationId, after: view.seq });
      await view.take(page);
    } catch (error) {
      joining.delete(conversationId);
      throw error;
    }
  }

  /** Lists what moved on, and asks for what is behind. */
  async function round(): Promise<void> {
    const heads = Object.fromEntries([...items.values()].map(({ conversation: { id, seq } }) => [id, seq]));
    const { items: moved } = await ask<{ items: InboxItem[] }>("heads", { heads });
    for (const item of moved) take(item);
    for (const [conversationId, { conversation }] of items) {
      if (!joined.has(conversationId)) await open(conversationId);
      else if (viewOf(conversationId).seq < conversation.seq) await viewOf(conversationId).round();
    }
  }

  const line = createLine({
    random: random.fork(name),
    url: parts.url,
    headers: (url) => ({ cookie: parts.member.cookie, origin: url }),
    async greet(here) {
      ask = here;
      joined = new Set();
      const welcome = await ask<AgentWelcome>("hello", {});
      for (const item of welcome.inbox) list(item);
      // Who asks for more than they read is cut off (SPEC R7), and would be again when they are back: the console opens one at a time.
      for (const conversationId of items.keys()) await open(conversationId);
    },
    onUp() {
      for (const sender of senders.values()) sender.resume();
    },
    onPush(event, value) {
      if (event === "item") take(value);
      if (event === "event") views.get((value as ConversationEvent).conversationId)?.push(value);
    },
    onRefused: (refusal) => parts.onViolation(`${name} was refused: ${refusal.message}`),
  });
  const timer = setInterval(() => void round().catch(() => {}), random.between(...parts.rounds));

  return {
    name,
    items,
    views,
    id: parts.member.id,
    sender(conversationId) {
      const known = senders.get(conversationId);
      if (known) return known;
      const from = `${name} in ${conversationId}`;
      const ready = () => line.up;
      const sender = createSender({ ...parts, from, conversationId, random: random.fork(from), ready, ask: line.ask });
      senders.set(conversationId, sender);
      return sender;
    },
    browse() {
      const pages = unanswered < PATIENT_FOR ? 1 : AT_ONCE;
      for (const { conversation } of random.shuffled([...items.values()]).slice(0, pages)) {
        unanswered++;
        const page = { conversationId: conversation.id, before: conversation.seq + 1, limit: 200 };
        const answered = () => void unanswered--;
        line.ask("history", page).then(answered, answered);
      }
    },
    get waiting() {
      return countWaiting(records, ({ by }) => by === parts.member.id);
    },
    get apart() {
      return line.up ? undefined : line.why;
    },
    close() {
      clearInterval(timer);
      line.close();
    },
  };
}
