import { memoryOutboxStore } from "@parley/client";
import type { ConversationEvent, Receipt, Reply } from "@parley/protocol";
import { openTransport } from "../../packages/widget/src/client/socket.ts";
import {
  type Chat,
  createChat,
  type OpenTransport,
  type Pending,
  type Session,
} from "../../packages/widget/src/headless.ts";
import "./page.ts";
import type { Random } from "./random.ts";
import { answered, countWaiting, type Sent } from "./sent.ts";
import { breach, type View } from "./view.ts";

export interface PersonParts {
  name: string;
  random: Random;
  url: () => string;
  /** Everything that anybody sends. */
  records: Sent[];
  /** Milliseconds between two rounds of asking what was missed: from, to. */
  rounds: readonly [number, number];
  /** Something happened that the protocol rules out. */
  onViolation: (what: string) => void;
}

/** A browser with one or more tabs of the same visitor, each with the shipped client. They share what tabs share by storage. */
export interface VisitorBrowser {
  readonly name: string;
  readonly conversationId: string | undefined;
  readonly token: string | undefined;
  /** How much of what was said has no answer yet. */
  readonly waiting: number;
  /** What each tab shows. */
  readonly views: readonly View[];
  /** Why a tab is not connected; nothing if all are. */
  readonly apart: string | undefined;
  openTab: () => void;
  say: (text: string) => void;
  ask: (what: "human" | "end") => void;
  close: () => void;
}

export function openBrowser(parts: PersonParts): VisitorBrowser {
  const { name, random, records, onViolation } = parts;
  const outbox = memoryOutboxStore<Pending>();
  const session = sharedSession((what) => onViolation(`${name} ${what}`));
  const mine = new Map<string, Sent>();
  const tabs: { chat: Chat; view: View }[] = [];
  let conversationId: string | undefined;
  let said = 0;

  const transport = balanced(parts.url, (id, reply) => {
    const sent = mine.get(id);
    if (sent) answered(sent, reply);
  });
  function openTab(): void {
    const chat = createChat({ engine: "http://any.example", locale: "en", transport, session, outbox });
    chat.conversation.subscribe((conversation) => {
      const id = conversation?.id;
      if (conversationId && id && conversationId !== id) onViolation(`${name} got another conversation`);
      conversationId ??= id;
    });
    chat.connection.subscribe((state) => {
      if (state.status === "stopped") onViolation(`${name} was refused: ${state.error.message}`);
    });
    // What is found in the log under its id is delivered, answered or not (SPEC M11).
    chat.events.subscribe((events) => {
      for (const { id, seq, at } of events.slice(-100)) {
        const sent = mine.get(id);
        if (sent) answered(sent, { ok: true, value: { id, seq, at, duplicate: false } });
      }
    });
    tabs.push({ chat, view: watch(chat, (what) => onViolation(`${name} was ${what}`)) });
    chat.connect();
  }
  /** Says it in any of the tabs, and writes down that it was said. */
  function act(event: string, input: Record<string, unknown>, by: (chat: Chat) => void, mark?: string): void {
    const { chat } = random.pick(tabs);
    if (!conversationId) return;
    by(chat);
    const id = outbox.list().at(-1)?.id ?? "";
    const sent: Sent = { from: name, conversationId, id, event, input, mark, attempts: [], outcome: { is: "waiting" } };
    mine.set(id, sent);
    records.push(sent);
  }
  openTab();
  return {
    name,
    get conversationId() {
      return conversationId;
    },
    get token() {
      return session.get().token;
    },
    get waiting() {
      return countWaiting([...mine.values()], () => true);
    },
    get views() {
      return tabs.map(({ view }) => view);
    },
    get apart() {
      return tabs.map(({ chat }) => chat.connection.value.status).find((status) => status !== "online");
    },
    openTab,
    say(text) {
      const mark = `${name}#${++said}`;
      const words = `${text} (${mark})`;
      act("send", { text: words }, (chat) => chat.send(words), mark);
    },
    ask(what) {
      if (what === "human") act("send", {}, (chat) => chat.choose({ label: "A person", value: "human" }));
      else act("end", {}, (chat) => chat.end());
    },
    close() {
      for (const { chat } of tabs) chat.disconnect();
    },
  };
}

/** What a browser's tabs know of their visitor. Who is known never becomes somebody else. */
function sharedSession(onViolation: (what: string) => void) {
  let session: Session = {};
  return {
    get: () => session,
    set(change: Session) {
      if (session.token && "token" in change && change.token !== session.token) onViolation("was given another token");
      session = { ...session, ...change };
    },
    forget: () => void (session = {}),
  };
}

/** The widget's own socket, to another node at every connect, as a balancer without memory would choose. */
function balanced(url: () => string, onAnswer: (id: string, reply: Reply<Receipt>) => void): OpenTransport {
  return (_engine, auth, listener) => {
    const sockets = new Map<string, ReturnType<OpenTransport>>();
    const at = (node: string) => {
      const socket = sockets.get(node) ?? openTransport(node, auth, listener);
      sockets.set(node, socket);
      return socket;
    };
    let current = at(url());
    return {
      connected: () => current.connected(),
      disconnect: () => current.disconnect(),
      connect() {
        current.disconnect();
        current = at(url());
        current.connect();
      },
      async request(event, input) {
        const reply = await current.request(event, input);
        if ("id" in input) onAnswer(input.id, reply as Reply<Receipt>);
        return reply;
      },
      tell: (event, input) => current.tell(event, input),
    };
  };
}

/** What a tab shows whose visitor scrolls up to where the conversation began. */
function watch(chat: Chat, onBreach: (what: string) => void): View {
  let shown: readonly ConversationEvent[] = [];
  let scrolling = false;
  chat.events.subscribe((now) => {
    const wrong = breach(shown, now);
    if (wrong) onBreach(wrong);
    shown = now;
  });
  const scroll = () => {
    if (!chat.hasOlder.peek() || chat.connection.peek().status !== "online" || scrolling) return;
    scrolling = true;
    const before = shown;
    void chat.loadOlder().then(() => {
      scrolling = false;
      // Where no answer came, the next event or connection is the time to try again.
      if (shown !== before) scroll();
    });
  };
  for (const change of [chat.events, chat.hasOlder, chat.connection]) change.subscribe(scroll);
  return {
    get shown() {
      return shown;
    },
    get seq() {
      return shown.at(-1)?.seq ?? 0;
    },
  };
}
