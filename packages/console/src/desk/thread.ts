import { catchUp, emptyLog, hasOlder, isBehind, type Log, prepend, receive, take } from "@parley/client";
import {
  type AgentRef,
  ChatError,
  type ConversationEvent,
  type Delivery,
  type LogPage,
  type OpenedConversation,
  type ReplyWindow,
} from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ask } from "../live/ask.ts";
import { patient } from "../live/patient.ts";
import { type Deliveries, isAnyWaiting, learn } from "./deliveries.ts";

export interface Thread {
  readonly conversationId: string;
  readonly log: ReadonlySignal<Log>;
  readonly viewers: ReadonlySignal<readonly AgentRef[]>;
  /** Whether the first page has come, is on its way, or could not be had. */
  readonly phase: ReadonlySignal<"loading" | "ready" | "failed">;
  /** Why it could not be opened. */
  readonly failure: ReadonlySignal<unknown>;
  readonly loadingOlder: ReadonlySignal<boolean>;
  /** How far the visitor has read. */
  readonly visitorRead: ReadonlySignal<number>;
  /** Where messages stand on their way out of the house; nothing on the web. */
  readonly deliveries: ReadonlySignal<Deliveries | undefined>;
  /** When the visitor may be written to, where their platform limits that. */
  readonly window: ReadonlySignal<ReplyWindow | undefined>;
  /** Joins the conversation and fetches what is missing; after every connect again (SPEC M8). */
  readonly open: () => Promise<void>;
  readonly push: (event: ConversationEvent) => void;
  /** Looks whether something was missed (SPEC M10). */
  readonly check: () => Promise<void>;
  readonly older: () => Promise<void>;
  readonly setViewers: (viewers: readonly AgentRef[]) => void;
  readonly setVisitorRead: (seq: number) => void;
  readonly setDelivery: (delivery: Delivery) => void;
}

const HISTORY_PAGE = 100;

interface Needs {
  ask: Ask;
  conversationId: string;
  /** Told of every event as it joins the log. */
  heard: (events: readonly ConversationEvent[]) => void;
  /** Told of the list entry, which the list may lack, and of whether the visitor is there, as of `mark`. */
  opened: (opened: OpenedConversation, mark: number) => void;
  mark: () => number;
}

/** One conversation's log on this screen, kept without gaps. */
export function createThread({ ask: askOnce, conversationId, heard, opened: isOpened, mark }: Needs): Thread {
  const ask = patient(askOnce);
  const log = signal(emptyLog);
  const viewers = signal<readonly AgentRef[]>([]);
  const phase = signal<"loading" | "ready" | "failed">("loading");
  const failure = signal<unknown>(undefined);
  const [loadingOlder, visitorRead] = [signal(false), signal(0)];
  const [deliveries, window] = [signal<Deliveries | undefined>(undefined), signal<ReplyWindow | undefined>(undefined)];
  /** Pushed before the first page came, which may have been read before that. */
  let early: Delivery[] = [];
  /** Viewers were pushed since we asked: that is newer than the answer. */
  let told = false;

  const set = (next: Log) => {
    const { last } = log.value;
    log.value = next;
    const fresh = next.events.filter(({ seq }) => seq > last);
    if (fresh.length) heard(fresh);
  };
  const accept = (page: LogPage) => set(take(log.value, page));
  const askAfter = async (ask: Ask, after: number) => accept(await ask("sync", { conversationId, after }));
  const fill = catchUp(log, (after) => askAfter(ask, after));
  const fillIfBehind = async () => {
    if (isBehind(log.value)) await fill();
  };

  const learnOf = ({ deliveries: told, page }: OpenedConversation) => {
    if (!told) return;
    const before = deliveries.value ?? { known: new Map(), from: page.events[0]?.seq ?? 1 };
    deliveries.value = learn(learn(before, told), early);
    early = [];
  };

  const open = async () => {
    const after = log.value.last;
    const asked = mark();
    told = false;
    try {
      const opened = await ask("open", { conversationId, ...(after > 0 && { after }) });
      isOpened(opened, asked);
      accept(opened.page);
      if (!told) viewers.value = opened.viewers;
      [visitorRead.value, window.value] = [Math.max(visitorRead.value, opened.read.visitor), opened.window];
      learnOf(opened);
      phase.value = "ready";
      await fillIfBehind();
    } catch (error) {
      failure.value = error;
      if (phase.value === "loading" || ChatError.from(error).code === "forbidden") phase.value = "failed";
      throw error;
    }
  };

  return {
    conversationId,
    log,
    viewers,
    phase,
    failure,
    loadingOlder,
    visitorRead,
    deliveries,
    window,
    open,
    push(event) {
      // Before the first page comes, pushes are kept aside: it may have been read before they happened.
      set(receive(log.value, event));
      if (phase.value === "ready") void fillIfBehind().catch(() => undefined);
    },
    async check() {
      if (phase.value !== "ready") return;
      // A push that says more of what waits may have been lost as well.
      if (deliveries.value && isAnyWaiting(deliveries.value, log.value.events)) return await open();
      await askAfter(askOnce, log.value.last);
      await fillIfBehind();
    },
    async older() {
      const first = log.value.events[0]?.seq;
      if (!first || !hasOlder(log.value) || loadingOlder.value) return;
      loadingOlder.value = true;
      try {
        const page = await ask("history", { conversationId, before: first, limit: HISTORY_PAGE });
        log.value = prepend(log.value, page);
      } finally {
        loadingOlder.value = false;
      }
    },
    setViewers(next) {
      told = true;
      viewers.value = next;
    },
    setVisitorRead(seq) {
      visitorRead.value = Math.max(visitorRead.value, seq);
    },
    setDelivery(delivery) {
      if (deliveries.value) deliveries.value = learn(deliveries.value, [delivery]);
      else early.push(delivery);
    },
  };
}
