import { catchUp, emptyLog, hasOlder, isBehind, type Log, receive, sayTyping, take } from "@parley/client";
import { advance, MAX_TEXT_LENGTH, newId } from "@parley/protocol";
import type {
  Asks,
  Conversation,
  IdentityState,
  Page,
  QueuePlace,
  VisitorContent,
  Welcome,
  WireError,
} from "@parley/protocol";
import { batch, computed, effect, signal } from "@preact/signals-core";
import type { Chat, ChatOptions, Identity } from "./chat.ts";
import { createConnection } from "./connection.ts";
import type * as Introducing from "./introduce.ts";
import { countUnread, toMessages, wordsOf } from "./messages.ts";
import type { Deed } from "./deed.ts";
import { lateFiles } from "./late-files.ts";
import { createSending } from "./sending.ts";
import { openSession } from "./session.ts";
import { siteOf } from "./site.ts";
import { openTransport } from "./socket.ts";
import type { Push } from "./transport.ts";
import { createTypingIndicator } from "./typing.ts";
import { createWhereabouts } from "./whereabouts.ts";

/** How long an event may take to come after its receipt before it is asked for. Milliseconds. */
const PUSH_GRACE = 1_000;

/**
 * A conversation without any looks. Connects with the first `connect` or `send`, or at once if an earlier page left a
 * conversation that is on; until then it stores and sends nothing.
 */
export function createChat(options: ChatOptions = {}): Chat {
  const engine = siteOf(options.engine, globalThis.document?.baseURI ?? "http://localhost");
  const session = options.session ?? openSession(engine);
  const log = signal(emptyLog);
  const conversation = signal<Conversation | undefined>();
  const queue = signal<QueuePlace | undefined>();
  const asks = signal<Asks | undefined>();
  const seenByAgent = signal(0);
  const read = signal(session.get().read ?? 0);
  const { typing, show: showTyping } = createTypingIndicator();
  let locale = options.locale ?? "en";
  const profile: Identity = { ...options.profile };
  const { page, locate } = createWhereabouts();

  const open = options.transport ?? openTransport;
  const connection = createConnection({
    engine,
    session,
    open,
    async hello() {
      locate();
      const proof = (profile.token ?? profile.hash) && (await late(({ prove }) => prove(profile, refuse)));
      return {
        locale,
        ...(page() && { page: page() }),
        ...(conversation.peek() && { after: log.peek().last }),
        ...proof,
      };
    },
    welcomed,
    pushed,
    forgotten,
    sync: () => void sync(),
    stored() {
      read.value = Math.max(read.peek(), session.get().read ?? 0);
    },
  });
  const { state, transport, greet, ...line } = connection;
  const online = () => state.peek().status === "online";
  const refuse = (error: WireError) => options.refused?.(error);
  const outbox = createSending(options, engine, connection, (seq) => {
    // The event itself may be lost on its way.
    setTimeout(() => log.peek().last < seq && void sync(), PUSH_GRACE);
  });

  function apply(next: Log): void {
    // It comes late, and is of a visitor who was forgotten.
    if (!session.get().token) return;
    const current = conversation.peek();
    batch(() => {
      if (current && next.last > current.seq) {
        conversation.value = next.events.slice(current.seq - next.last).reduce(advance, current);
        showTyping({ on: false });
      }
      log.value = next;
    });
    outbox.settle(new Set(next.events.slice(-100).map(({ id }) => id)), next.last);
    if (isBehind(next)) void sync();
  }
  function welcomed(welcome: Welcome): void {
    const known = conversation.peek();
    if (known && known.id !== welcome.conversation.id) {
      forgotten();
      return void greet();
    }
    batch(() => {
      conversation.value = welcome.conversation;
      queue.value = welcome.queue;
      asks.value = welcome.asks;
      apply(take(log.peek(), welcome.page));
    });
    introduce(welcome.identity);
    outbox.resume();
    ifAny(({ resume }) => resume());
  }
  function forgotten(): void {
    batch(() => {
      log.value = emptyLog;
      conversation.value = queue.value = asks.value = undefined;
      read.value = seenByAgent.value = 0;
    });
    session.set({ read: 0 });
    outbox.settle(new Set(), Infinity);
  }
  function pushed({ event, value }: Push): void {
    if (event === "event") apply(receive(log.peek(), value));
    else if (event === "typing") showTyping(value);
    else if (event === "queue") queue.value = value;
    else if (event === "read") seenByAgent.value = value.seq;
  }
  const sync = catchUp(log, async (after) => {
    if (!online()) return;
    const reply = await transport.request("sync", { after });
    if (!reply.ok) return;
    if (reply.value.reset) void greet();
    apply(take(log.peek(), reply.value));
  });
  const refused = (message: string) => refuse({ code: "invalid", message });
  /** What has to do with who the visitor is: loaded when a site says so. What cannot be loaded now is with the next connection. */
  const late = <T>(use: (part: typeof Introducing) => T | Promise<T>) =>
    import("./introduce.ts").then(use, () => undefined);
  const introduce = (identity?: IdentityState) => {
    if (online() && (identity ?? Object.keys(profile)[0]))
      void late((part) => part.introduce({ ...options, transport, profile, locale, refuse, greet, identity, asks }));
  };
  const act = ({ event, input }: Deed, as = session.get().as) => {
    // A page that is reloaded now has something to send.
    session.set({ live: true });
    line.connect();
    outbox.add({ id: input.id, deed: { event, input: { ...input, as } } as Deed });
    return input.id;
  };
  const say = (content: VisitorContent) => {
    composing(false);
    if (locate()) transport.tell("page", page() as Page);
    return act({ event: "send", input: { id: newId(), content } });
  };
  const { ifAny, ...files } = lateFiles({ engine, session, transport, act, connect: line.connect });
  const composing = sayTyping((typing) => transport.tell("typing", typing));

  effect(() => {
    const current = conversation.value;
    if (!current || state.value.status !== "online") return;
    const live = outbox.pending.value.length > 0 || (current.seq > 0 && current.state.status !== "closed");
    if (session.get().live !== live) session.set({ live });
    if (queue.value && current.state.status !== "queued") queue.value = undefined;
  });
  const { live, files: noted } = session.get();
  if (live || noted) line.connect();
  // What a visitor who was forgotten has left.
  else outbox.clear();

  return {
    connection: state,
    conversation,
    queue,
    asks,
    typing,
    read,
    pending: outbox.pending,
    ...files,
    events: computed(() => log.value.events),
    messages: computed(() =>
      toMessages(
        log.value.events,
        outbox.pending.value,
        seenByAgent.value,
        (state.value as { error?: WireError }).error,
      ),
    ),
    hasOlder: computed(() => hasOlder(log.value)),
    unread: computed(() => countUnread(log.value.events, read.value)),
    ...line,
    composing,
    say,
    send(text: unknown, quote?: string) {
      const words = wordsOf(text).trim();
      if (words && words.length <= MAX_TEXT_LENGTH)
        return say({ type: "text", text: words, ...(quote && { quote: { id: quote } }) });
      refused(`send: 1-${MAX_TEXT_LENGTH} characters`);
      return "";
    },
    choose: ({ label, value }) => say({ type: "choice", text: label, value }),
    retry(id) {
      const entry = outbox.pending.peek().find((entry) => entry.id === id);
      if (entry) act(entry.deed);
    },
    discard: outbox.discard,
    rate: (score, comment) => void act({ event: "rate", input: { id: newId(), score, ...(comment && { comment }) } }),
    judge: (messageId, helpful) => void act({ event: "judge", input: { id: newId(), messageId, helpful } }),
    end: () => void act({ event: "end", input: { id: newId() } }),
    identify(known) {
      Object.assign(profile, known, { attributes: { ...profile.attributes, ...known?.attributes } });
      introduce();
    },
    answer: (said) => late((part) => part.answer(said, { transport, asks, queue, greet, say })),
    page(at) {
      locate(at ?? {});
      transport.tell("page", page() as Page);
    },
    setLocale(next) {
      if (next === locale) return;
      locale = next;
      if (online()) void greet();
    },
    markRead() {
      const { last } = log.peek();
      if (last <= read.peek()) return;
      read.value = last;
      session.set({ read: last });
      transport.tell("read", { seq: last });
    },
    loadOlder: () =>
      import("./older.ts").then(
        ({ loadOlder }) => loadOlder(transport, log),
        () => {},
      ),
    async forget() {
      const { token } = session.get();
      ifAny(({ clear }) => clear());
      const left = outbox.pending.peek().filter(({ seq, failed }) => !seq && !failed);
      const away = left[0] ?? !online();
      const told = away
        ? token && late(({ leave }) => leave({ open, engine, token, locale, left, refuse }))
        : transport.request("forget", {});
      // At once: whoever comes next must not meet what was here.
      forgotten();
      session.forget();
      outbox.clear();
      if (!away) await told;
      line.disconnect();
      await told;
    },
  };
}
