import type { Availability, Member, TrainingStatus, Typing } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import { base } from "./api.ts";
import { letGo, tellRefusal } from "./conversation/act.ts";
import { drafts } from "./conversation/drafts.ts";
import { createLeavings, type Leavings } from "./conversation/leaving.ts";
import { createOutbox, type Outbox } from "./conversation/outbox.ts";
import { createThread, type Thread } from "./conversation/thread.ts";
import { conversationWords } from "./conversation/words.ts";
import { createInbox, type Inbox } from "./inbox/inbox.ts";
import { createSeen, type Seen } from "./inbox/seen.ts";
import { visitorName } from "./inbox/visitor-name.ts";
import { createDrafts, type Drafts } from "./knowledge/drafts.ts";
import { createKnowledge, type KnowledgeBase } from "./knowledge/knowledge.ts";
import { createLive, type Live } from "./live/live.ts";
import { toast } from "./ui/toast.ts";

/** What a signed-in person works with: the connection and everything that lives on it. */
export interface Desk {
  readonly me: Member;
  readonly live: Live;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly leavings: Leavings;
  readonly seen: Seen;
  readonly knowledge: KnowledgeBase;
  readonly drafts: Drafts;
  /** The conversation on screen. */
  readonly thread: ReadonlySignal<Thread | undefined>;
  /** Who is typing where, until when (ms). */
  readonly typing: ReadonlySignal<ReadonlyMap<string, { name: string | undefined; until: number }>>;
  readonly training: ReadonlySignal<TrainingStatus | undefined>;
  readonly show: (conversationId: string | undefined) => void;
  readonly setAvailability: (availability: Availability) => Promise<void>;
  readonly setTraining: (status: TrainingStatus) => void;
  readonly stop: () => void;
}

const CHECK_EVERY = 25_000;
const TYPING_LASTS = 5000;
const KEPT_THREADS = 20;

/** Sets the desk up and connects. */
export function createDesk(me: Member): Desk {
  drafts.belongTo(me.id);
  const live = createLive(base);
  const inbox = createInbox();
  const outbox = createOutbox({
    ask: live.ask,
    shelf: localStorage,
    owner: me.id,
    // The receipt tells all that the push will: the message stays on screen even if the push is lost.
    confirmed: ({ conversationId, what }, { id, seq, at }) => {
      const place = { id, conversationId, seq, at, author: { kind: "agent" as const, id: me.id, name: me.name } };
      const said = what.type === "note" ? what : { type: "message" as const, content: what.content };
      threads.get(conversationId)?.push({ ...place, ...said });
    },
  });
  const leavings = createLeavings({
    carryOut: async (leaving) => {
      await letGo(live.ask, leaving);
      await threads.get(leaving.conversationId)?.check();
    },
    items: inbox.items,
    shelf: sessionStorage,
    owner: me.id,
    stayed: ({ visitor }) => toast(conversationWords().stayed(visitorName(visitor))),
    failed: tellRefusal,
  });
  const thread = signal<Thread | undefined>(undefined);
  const typing = signal<ReadonlyMap<string, { name: string | undefined; until: number }>>(new Map());
  const training = signal<TrainingStatus | undefined>(undefined);
  const knowledge = createKnowledge();
  const threads = new Map<string, Thread>();

  const threadOf = (conversationId: string) => {
    const known =
      threads.get(conversationId) ??
      createThread({
        ask: live.ask,
        conversationId,
        heard: (events) => {
          for (const event of events) {
            outbox.drop(event.id);
            inbox.advanceBy(event);
          }
        },
        opened: ({ item, online }, mark) => {
          inbox.merge([item]);
          inbox.setOnline(online ? [conversationId] : [], mark, [conversationId]);
        },
        mark: inbox.mark,
      });
    threads.delete(conversationId);
    threads.set(conversationId, known);
    for (const id of [...threads.keys()].slice(0, -KEPT_THREADS)) threads.delete(id);
    return known;
  };
  const setTyping = ({ conversationId, name, on }: Typing) => {
    const next = new Map(typing.value);
    if (on) next.set(conversationId, { name, until: Date.now() + TYPING_LASTS });
    else next.delete(conversationId);
    typing.value = next;
  };
  const look = async () => {
    if (live.status.value.status !== "online") return;
    const mark = inbox.mark();
    const { items, online } = await live.ask("heads", { heads: inbox.heads() });
    inbox.merge(items);
    inbox.setOnline(online, mark);
    await thread.value?.check();
  };
  const check = () => void look().catch(() => live.status.value.status === "online" && live.renew());
  const checkIfVisible = () => {
    if (document.visibilityState === "visible") check();
  };

  live.onConnect(async () => {
    const mark = inbox.mark();
    const welcome = await live.ask("hello", {});
    inbox.replace(welcome.inbox, mark);
    inbox.setOnline(welcome.online, mark);
    inbox.setPresence(welcome.presence);
    inbox.mention(welcome.mentions);
    // A conversation that cannot be opened says so where it is shown; it must not keep us offline.
    await thread.value?.open().catch(() => undefined);
    outbox.flush();
    void leavings.flush();
  });
  live.on("item", (item) => inbox.merge([item]));
  live.on("presence", inbox.setPresence);
  live.on("mention", (mention) => inbox.mention([mention]));
  live.on("online", inbox.attend);
  live.on("page", inbox.visit);
  live.on("training", (status) => {
    training.value = status;
  });
  live.on("event", (event) => threads.get(event.conversationId)?.push(event));
  live.on("typing", setTyping);
  live.on("viewers", ({ conversationId, agents }) => threads.get(conversationId)?.setViewers(agents));
  live.on("read", ({ conversationId, seq }) => threads.get(conversationId)?.setVisitorRead(seq));
  const seen = createSeen(localStorage, me.id);
  addEventListener("storage", seen.hear);
  const leave = () => void leavings.flush();
  const timer = setInterval(check, CHECK_EVERY);
  document.addEventListener("visibilitychange", checkIfVisible);
  // What is begun is meant: who leaves the page does not take it back.
  addEventListener("pagehide", leave);
  live.start();
  void knowledge.reload();

  return {
    me,
    live,
    inbox,
    outbox,
    leavings,
    seen,
    knowledge,
    drafts: createDrafts(knowledge),
    thread,
    typing,
    training,
    show(conversationId) {
      const before = thread.value;
      if (before?.conversationId === conversationId) return;
      if (before) void live.ask("leave", { conversationId: before.conversationId }).catch(() => undefined);
      thread.value = conversationId ? threadOf(conversationId) : undefined;
      if (live.status.value.status === "online") void thread.value?.open().catch(() => undefined);
    },
    async setAvailability(availability) {
      await live.ask("availability", { availability });
      inbox.setPresence(inbox.presence.value.map((one) => (one.agent.id === me.id ? { ...one, availability } : one)));
    },
    setTraining(status) {
      training.value = status;
    },
    stop() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", checkIfVisible);
      removeEventListener("pagehide", leave);
      removeEventListener("storage", seen.hear);
      leavings.stop();
      live.stop();
    },
  };
}
