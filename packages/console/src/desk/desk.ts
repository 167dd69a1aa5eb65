import { openStorage } from "@parley/client";
import {
  type Availability,
  type ChatError,
  type InboxItem,
  may,
  type Member,
  type TrainingStatus,
} from "@parley/protocol";
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { base } from "../api.ts";
import { createLive, type Live } from "../live/live.ts";
import { claims } from "./claims.ts";
import { drafts } from "./drafts.ts";
import { readGuide } from "./guide.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { createDrafts, type Drafts } from "./knowledge-drafts.ts";
import { createKnowledge, type KnowledgeBase } from "./knowledge.ts";
import { createLeavings, type Leavings, letGo } from "./leaving.ts";
import { createOutboxes, type Outboxes } from "./outbox.ts";
import { keepRounds } from "./rounds.ts";
import { createSeen, type Seen } from "./seen.ts";
import type { Thread } from "./thread.ts";
import { createThreads, type Threads } from "./threads.ts";
import { createTyping, type TypingVisitors } from "./typing.ts";

/** What a signed-in person works with: the connection and everything that lives on it. */
export interface Desk {
  readonly me: Member;
  readonly live: Live;
  readonly inbox: Inbox;
  readonly outboxes: Outboxes;
  readonly leavings: Leavings;
  readonly seen: Seen;
  readonly knowledge: KnowledgeBase;
  readonly drafts: Drafts;
  /** The conversation on screen. */
  readonly thread: ReadonlySignal<Thread | undefined>;
  readonly typing: ReadonlySignal<TypingVisitors>;
  /** As far as it is known. */
  readonly training: Signal<TrainingStatus | undefined>;
  readonly show: (conversationId: string | undefined) => void;
  readonly setAvailability: (availability: Availability) => Promise<void>;
  readonly stop: () => void;
}

/** What the desk tells the person, in whatever words. */
export interface Told {
  /** The visitor wrote in the last moment, so the conversation was not let go of. */
  stayed: (item: InboxItem) => void;
  /** A conversation could not be let go of. */
  refused: (error: ChatError) => void;
}

/** Sets the desk up and connects. */
export function createDesk(me: Member, told: Told): Desk {
  drafts.belongTo(me.id);
  const live = createLive(base);
  const inbox = createInbox();
  const threads = createThreads({
    live,
    mark: inbox.mark,
    heard(conversationId, events) {
      outboxes.of(conversationId).settle(new Set(events.map(({ id }) => id)), 0);
      for (const event of events) inbox.advanceBy(event);
    },
    opened({ item, online }, mark) {
      const { id } = item.conversation;
      inbox.merge([item]);
      inbox.setOnline(online ? [id] : [], mark, [id]);
    },
  });
  const outboxes = createOutboxes({
    ask: live.ask,
    // What is written while one takes the conversation would be refused before one has it.
    ready: (id) => live.status.peek().status === "online" && !claims.asked.peek().has(id),
    owner: me.id,
    // The receipt tells all that the push will: the message stays on screen even if the push is lost.
    confirmed({ conversationId, what }, { id, seq, at }) {
      const place = { id, conversationId, seq, at, author: { kind: "agent" as const, id: me.id, name: me.name } };
      const thread = threads.get(conversationId);
      if (what.type === "note") return thread?.push({ ...place, ...what });
      const { content } = what;
      // What a file is, and what is quoted, the engine says.
      if (content.type !== "text" || content.quote) return void thread?.check().catch(() => undefined);
      thread?.push({ ...place, type: "message", content: { type: "text", text: content.text } });
    },
  });
  const leavings = createLeavings({
    carryOut: async (leaving) => {
      await letGo(live.ask, leaving);
      // It is done, whether or not this can be looked at now.
      await threads
        .get(leaving.conversationId)
        ?.check()
        .catch(() => undefined);
    },
    items: inbox.items,
    storage: openStorage(() => sessionStorage),
    owner: me.id,
    stayed: told.stayed,
    failed: told.refused,
  });
  const { typing, show: showTyping } = createTyping();
  const training = signal<TrainingStatus | undefined>(undefined);
  const knowledge = createKnowledge();
  const seen = createSeen(openStorage(), me.id);
  live.onConnect(() => greet(live, inbox, threads));
  live.onOnline(() => {
    outboxes.resume();
    void leavings.flush();
  });
  live.on("typing", showTyping);
  listen(live, { inbox, threads, training });
  const stopRounds = keepRounds({
    check: () => void look(live, inbox, threads).catch(() => live.status.value.status === "online" && live.renew()),
    // What is begun is meant: who leaves the page does not take it back.
    leave: () => void leavings.flush(),
    stored: seen.hear,
  });
  live.start();
  void knowledge.reload();
  // Without it there is nothing in the navigation that was not there before.
  if (may(me.role, "admin")) readGuide().catch(() => undefined);

  return {
    me,
    live,
    inbox,
    outboxes,
    leavings,
    seen,
    knowledge,
    drafts: createDrafts(knowledge),
    thread: threads.shown,
    typing,
    training,
    show: threads.show,
    async setAvailability(availability) {
      await live.ask("availability", { availability });
      inbox.setPresence(inbox.presence.value.map((one) => (one.agent.id === me.id ? { ...one, availability } : one)));
    },
    stop() {
      stopRounds();
      leavings.stop();
      live.stop();
    },
  };
}

/** Connected: what the engine has, in place of what was known. */
async function greet(live: Live, inbox: Inbox, threads: Threads): Promise<void> {
  const mark = inbox.mark();
  const welcome = await live.ask("hello", {});
  inbox.replace(welcome.inbox, mark, welcome.me);
  inbox.sites.value = welcome.inboxes;
  inbox.setOnline(welcome.online, mark);
  inbox.setPresence(welcome.presence);
  inbox.mention(welcome.mentions);
  // A conversation that cannot be opened says so where it is shown; it must not keep us offline.
  await threads.shown.value?.open().catch(() => undefined);
}

/** Looks whether a push was missed. */
async function look(live: Live, inbox: Inbox, threads: Threads): Promise<void> {
  if (live.status.value.status !== "online") return;
  const mark = inbox.mark();
  const { items, online } = await live.ask("heads", { heads: inbox.heads() });
  inbox.merge(items);
  inbox.setOnline(online, mark);
  await threads.shown.value?.check();
}

interface Listening {
  inbox: Inbox;
  threads: Threads;
  training: Signal<TrainingStatus | undefined>;
}

/** What the engine pushes goes where it belongs. */
function listen(live: Live, { inbox, threads, training }: Listening): void {
  live.on("item", (item) => inbox.merge([item]));
  live.on("presence", inbox.setPresence);
  live.on("mention", (mention) => inbox.mention([mention]));
  live.on("online", inbox.attend);
  live.on("page", inbox.visit);
  live.on("training", (status) => {
    training.value = status;
  });
  live.on("event", (event) => threads.get(event.conversationId)?.push(event));
  live.on("viewers", ({ conversationId, agents }) => threads.get(conversationId)?.setViewers(agents));
  live.on("delivery", (delivery) => threads.get(delivery.conversationId)?.setDelivery(delivery));
  live.on("read", ({ conversationId, seq }) => threads.get(conversationId)?.setVisitorRead(seq));
}
